using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Intake;

/// <summary>Which promise a made-up case would get, and why: each rule up to the one that fits, and how its due times come about.</summary>
public sealed class ExplainPromise(HubDatabase database, PromiseBook promises) : IUseCase<ExplainPromise.Request, ExplainedPromise>
{
    /// <summary>A case that nobody has filed.</summary>
    /// <param name="Kind">What the customer would bring.</param>
    /// <param name="Severity">General or major.</param>
    /// <param name="Safety">Somebody could be hurt.</param>
    /// <param name="Channel">How it would come in.</param>
    /// <param name="CategoryId">Its category; null: none.</param>
    /// <param name="DepartmentId">Who would receive it; null: whoever the category leads to.</param>
    /// <param name="ReceivedAt">When, on the company's clocks; null: now.</param>
    public sealed record Request(
        CaseKind Kind, Severity Severity, bool Safety = false, Channel Channel = Channel.Web, long? CategoryId = null, long? DepartmentId = null, LocalDateTime? ReceivedAt = null)
    {
        /// <summary>Its customer's segment; null: none.</summary>
        public long? SegmentId { get; init; }

        /// <summary>By which version of the promise table; null: the one in force.</summary>
        public long? VersionId { get; init; }

        /// <summary>By a table that is being edited, instead of a version.</summary>
        public PolicyDocument? Draft { get; init; }
    }

    /// <inheritdoc />
    public static string Requires => Permissions.PromisesRead;

    /// <inheritdoc />
    public async Task<Result<ExplainedPromise>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        if (!Enum.IsDefined(request.Kind) || !Enum.IsDefined(request.Severity) || !Enum.IsDefined(request.Channel))
        {
            return new Invalid(nameof(Request.Kind), "Choose");
        }

        return await database.ReadAsync(db => ExplainAsync(db, request, cancel), cancel);
    }

    private async Task<Result<ExplainedPromise>> ExplainAsync(HubContext db, Request request, CancellationToken cancel)
    {
        var department = request.DepartmentId ?? (await Routing.DepartmentForAsync(db, request.CategoryId))?.Id ?? 0;
        if (await promises.ForCaseAsync(db, department, request.SegmentId, cancel) is not { } rules)
        {
            return new Invalid(nameof(Request.SegmentId), "Choose");
        }

        var reading = await PolicyAsync(db, request, rules, cancel);
        if (!reading.Succeeded)
        {
            return reading.Failure;
        }

        if (request.CategoryId is { } category && !await db.Categories.AnyAsync(c => c.Id == category, cancel))
        {
            return new Invalid(nameof(Request.CategoryId), "Choose");
        }

        var traits = new CaseTraits(request.Kind, request.Severity)
        {
            Safety = request.Safety,
            Channel = request.Channel,
            DepartmentId = department,
            SegmentId = request.SegmentId,
            CategoryPath = await CategoryPath.ReadAsync(db, request.CategoryId, cancel),
        };
        var (policy, calendar) = (reading.Value, rules.Calendar);
        // A time that the clocks skip is read as if they had not been set forward yet; of one that comes twice the first is meant.
        var at = request.ReceivedAt is { } local ? local.InZoneLeniently(calendar.Zone).ToInstant() : database.Now;
        var made = PromiseClock.Replay([new PromiseFact.Started(at, 1, traits)], policy, calendar);
        var asked = policy.Document.Rules.TakeWhile(rule => !rule.Fits(traits)).Append(policy.RuleFor(traits));
        return new ExplainedPromise(at, calendar.Zone.Id, department, [.. asked.Select(rule => new AskedRule(rule, [.. RuleConditions.Unmet(rule, traits)]))], made);
    }

    private async Task<Result<PromisePolicy>> PolicyAsync(HubContext db, Request request, PromiseRules rules, CancellationToken cancel)
    {
        if (request.Draft is { } draft)
        {
            return draft.Read() is PolicyReading.Rejected rejected ? new PromiseTableRejected(rejected.Problems) : ((PolicyReading.Accepted)draft.Read()).Policy;
        }

        return request.VersionId is not { } version ? rules.Policy
            : await db.Policies.AnyAsync(p => p.Id == version, cancel) ? await promises.PolicyAsync(db, version, cancel)
            : new NotFound();
    }
}

/// <summary>What a made-up case would be promised.</summary>
/// <param name="ReceivedAt">When it would be received.</param>
/// <param name="Zone">The company's IANA zone.</param>
/// <param name="DepartmentId">Who would receive it; 0 where nobody takes cases.</param>
/// <param name="Rules">Each rule that was asked, in order; the last is the one that fits.</param>
/// <param name="Promises">What is promised from the receipt on, each of which can explain itself.</param>
public sealed record ExplainedPromise(Instant ReceivedAt, string Zone, long DepartmentId, IReadOnlyList<AskedRule> Rules, CasePromises Promises);

/// <summary>A rule that was asked whether it fits.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Unmet">The conditions that the case does not meet; none where it fits.</param>
public sealed record AskedRule(PromiseRule Rule, IReadOnlyList<RuleCondition> Unmet);
