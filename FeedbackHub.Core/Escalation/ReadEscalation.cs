using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Escalation;

/// <summary>What stands between a case and those above it: more time asked for, reports due, and what the reader may do about them.</summary>
public sealed class ReadEscalation(HubDatabase database, PromiseBook promises) : IUseCase<ReadEscalation.Request, EscalationView>
{
    /// <summary>Of which case.</summary>
    public sealed record Request(long CaseId);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<EscalationView>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync<Result<EscalationView>>(async db =>
        {
            if (await db.Cases.VisibleTo(actor).SingleOrDefaultAsync(c => c.Id == request.CaseId, cancel) is not { } one)
            {
                return new NotFound();
            }

            var replayed = await promises.ReplayAsync(db, one, cancel);
            var policy = await promises.PolicyAsync(db, one.PolicyVersionId, cancel);
            var extensions = await db.Extensions.Where(e => e.CaseId == one.Id).OrderBy(e => e.Id)
                .Select(e => new ExtensionView(
                    e.Id, e.Promise, e.Generation, e.Until, e.Reason, e.Words, e.AskedAt, e.AskedById, db.Staff.First(s => s.Id == e.AskedById).Name,
                    e.Granted, e.DecidedAt, db.Staff.Where(s => s.Id == e.DecidedById).Select(s => s.Name).FirstOrDefault(), e.Answer))
                .ToListAsync(cancel);
            var supervision = await db.Supervisions.Where(s => s.CaseId == one.Id && s.ReportedAt == null)
                .Select(s => new SupervisionView(s.At, db.Staff.First(p => p.Id == s.ById).Name, s.Question, s.ReportBy)).FirstOrDefaultAsync(cancel);
            var works = actor.Can(Permissions.CasesWork) && one.State.IsOpen();
            var now = database.Now;
            return new EscalationView
            {
                Pending = [.. extensions.Where(e => e.Granted is null && IsOpen(replayed.Current(e.Promise), e.Generation))],
                Decided = [.. extensions.Where(e => e.Granted is not null)],
                Supervision = supervision,
                Stages = [.. replayed.Where(p => p.State == PromiseState.Running && policy.Ladder.StageOf(p) > 0).Select(p => new StageView(p.Kind, policy.Ladder.StageOf(p), policy.Ladder.Steps.Count))],
                MayExtend = works ? [.. replayed.Where(p => p.State == PromiseState.Running && p.Kind != PromiseKind.Acknowledge && p.DueAt >= now && IsCurrent(p)
                    && !extensions.Exists(e => e.Granted is null && e.Promise == p.Kind && e.Generation == p.Generation)
                    && extensions.Count(e => e.Granted == true && e.Promise == p.Kind && e.Generation == p.Generation) < policy.Extensions.Times)
                    .Select(p => new Extendable(p.Kind, p.DueAt!.Value, policy.Extensions.LatestFor(p)))] : [],
                MayPromiseAnew = works ? [.. replayed.Where(p => p.State is PromiseState.Running or PromiseState.Paused && p.DueAt < now && IsCurrent(p)).Select(p => p.Kind)] : [],
                MayOversee = one.State.IsOpen() && await actor.MayOverseeAsync(db, one, cancel),
                MayReport = supervision is not null && actor.Can(Permissions.CasesWork),
            };

            bool IsCurrent(Promise promise) => replayed.Current(promise.Kind) == promise;
        }, cancel);
    }

    private static bool IsOpen(Promise? promise, int generation) =>
        promise is { State: PromiseState.Running or PromiseState.Paused } && promise.Generation == generation;
}

/// <summary>What stands between a case and those above it.</summary>
public sealed record EscalationView
{
    /// <summary>More time asked for and not decided.</summary>
    public required IReadOnlyList<ExtensionView> Pending { get; init; }

    /// <summary>More time granted or not.</summary>
    public required IReadOnlyList<ExtensionView> Decided { get; init; }

    /// <summary>The report that is due; null where none is.</summary>
    public required SupervisionView? Supervision { get; init; }

    /// <summary>How far the running promises have come on the ladder; those that have come nowhere are left out.</summary>
    public required IReadOnlyList<StageView> Stages { get; init; }

    /// <summary>The promises for which the reader may ask for more time.</summary>
    public required IReadOnlyList<Extendable> MayExtend { get; init; }

    /// <summary>The broken promises for which the reader may name a new time.</summary>
    public required IReadOnlyList<PromiseKind> MayPromiseAnew { get; init; }

    /// <summary>Whether the reader may decide, press and supervise.</summary>
    public required bool MayOversee { get; init; }

    /// <summary>Whether the reader may give the report that is due.</summary>
    public required bool MayReport { get; init; }
}

/// <summary>More time that was asked for.</summary>
public sealed record ExtensionView(
    long Id, PromiseKind Promise, int Generation, Instant Until, string Reason, string Words, Instant AskedAt, long AskedById, string AskedBy,
    bool? Granted, Instant? DecidedAt, string? DecidedBy, string Answer);

/// <summary>A report that is due.</summary>
public sealed record SupervisionView(Instant At, string By, string Question, Instant ReportBy);

/// <summary>How far a promise has come on the ladder.</summary>
/// <param name="Promise">Which.</param>
/// <param name="Stage">Steps taken, from 1.</param>
/// <param name="Of">Steps there are.</param>
public sealed record StageView(PromiseKind Promise, int Stage, int Of);

/// <summary>A promise for which more time can be asked for.</summary>
/// <param name="Promise">Which.</param>
/// <param name="DueAt">When it is due.</param>
/// <param name="Latest">The latest time that may be asked for; null where the calendar does not reach so far.</param>
public sealed record Extendable(PromiseKind Promise, Instant DueAt, Instant? Latest);
