using System.Security.Cryptography;
using System.Text;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Intake;

/// <summary>
/// The one door for every channel: validates, recognises repeats, numbers, promises, routes and stores (R5.3.1). A filing
/// that is repeated with the same key and content finds the case it became, with the same receipt.
/// </summary>
public sealed class FileCase(HubDatabase database, PromiseBook promises, HubSecrets secrets, Limits limits, CaseRules caseRules, FileStore files) : IUseCase<Filed, Receipt>
{
    private static readonly CompiledQuery<byte[], Filing?> Before = new((db, key) => db.Filings.AsNoTracking().SingleOrDefault(f => f.Key == key));

    /// <inheritdoc />
    public static string Requires => Permissions.CasesFile;

    /// <inheritdoc />
    public async Task<Result<Receipt>> ExecuteAsync(Actor actor, Filed request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        var problems = FiledRules.Check(request, limits).ToList();
        if (request.Files.Any(f => !files.Has(f.Sha256)))
        {
            problems.Add(new FieldProblem(nameof(Filed.Files), "FileGone"));
        }

        if (request.SegmentId is not null && actor.Kind is not (ActorKind.Staff or ActorKind.Program))
        {
            problems.Add(new FieldProblem(nameof(Filed.SegmentId), "Choose"));
        }

        if (problems.Count > 0)
        {
            return new Invalid(problems);
        }

        var content = request.ContentHash();
        var key = KeyOf(actor, request, content);
        var code = TrackingCode.For(secrets.TrackingKey, key);
        var stored = await database.WriteAsync(actor, change => StoreAsync(change, request, key, content, code, cancel), cancel);
        return stored.Succeeded ? await ReceiptAsync(stored.Value, code, cancel) : stored.Failure;
    }

    private async Task<Result<Stored>> StoreAsync(
        Change change, Filed request, byte[] key, byte[] content, string code, CancellationToken cancel)
    {
        if (await Before.RunAsync(change.Db, key) is { } before)
        {
            return before.Content.AsSpan().SequenceEqual(content) ? new Stored(before.CaseId, null) : new KeyUsedForOtherContent();
        }

        if (await Routing.DepartmentForAsync(change.Db, request.CategoryId) is not { } department)
        {
            return new Invalid(nameof(Filed.CategoryId), "CategoryUnknown");
        }

        if (await promises.ForCaseAsync(change.Db, department.Id, request.SegmentId, cancel) is not { } rules)
        {
            return new Invalid(nameof(Filed.SegmentId), "Choose");
        }

        var year = change.Now.InZone(rules.Calendar.Zone).Year;
        var number = await Numbers.NextAsync(change.Db, $"case-{year}", 1, cancel);
        var filed = request.AsCase(change.Now, $"FH-{year}-{number:D6}");
        filed.DepartmentId = department.Id;
        filed.CategoryPath = department.CategoryPath;
        filed.CalendarVersionId = rules.CalendarVersionId;
        filed.PolicyVersionId = rules.PolicyVersionId;
        filed.CodeHash = TrackingCode.Hash(secrets.TrackingKey, code);
        filed.ReceivedById = change.Actor.StaffId;
        filed.Severity = filed.Safety && caseRules.SafetyIsMajor ? Severity.Major : filed.Severity;
        if (filed is { Kind: CaseKind.Complaint, Concerns.Length: > 0 })
        {
            filed.ConcernsStaffId = await NamedStaff.InAsync(change.Db, filed.Concerns, cancel);
        }

        change.Db.Cases.Add(filed);
        change.Db.Filings.Add(new Filing { Key = key, Content = content, Case = filed, At = change.Now });
        change.Record(JournalKind.Filed, filed);
        if (filed.Severity == Severity.Major)
        {
            await change.TellOverseersAsync(change.Record(JournalKind.DeclaredMajor, filed), filed, cancel);
        }

        return new Stored(0, () => ReceiptOf(filed, department.Name, rules.Calendar, code, false));
    }

    /// <summary>Of a new case all is known; a repeated filing reads what became of it.</summary>
    private async Task<Receipt> ReceiptAsync(Stored stored, string code, CancellationToken cancel) =>
        stored.New?.Invoke() ?? await database.ReadAsync(
            async db =>
            {
                var filed = await db.Cases.Include(c => c.Promises).SingleAsync(c => c.Id == stored.CaseId, cancel);
                var department = await db.Departments.Where(d => d.Id == filed.DepartmentId).Select(d => d.Name).SingleAsync(cancel);
                return ReceiptOf(filed, department, await promises.CalendarAsync(db, filed.CalendarVersionId, cancel), code, true);
            },
            cancel);

    private static Receipt ReceiptOf(Case filed, Bilingual department, BusinessCalendar calendar, string code, bool repeated) => new(
        filed.Id, filed.Number, code, filed.Kind, filed.ReceivedAt, department,
        [.. filed.Promises.OrderBy(p => p.Kind).Select(p => new PromisedTime(p.Kind, p.DueAt))],
        filed.CustomerZone ?? calendar.Zone.Id, filed.CustomerLanguage, repeated);

    private static byte[] KeyOf(Actor actor, Filed request, byte[] content)
    {
        // A person who goes back, writes something else and sends again means a second case; a program that uses a key
        // twice for different things has a fault and is told so.
        var scope = Encoding.UTF8.GetBytes($"{actor.Kind}|{(actor.Kind is ActorKind.Customer ? null : actor.Id)}|{request.Key}|");
        return SHA256.HashData(actor.Kind == ActorKind.Program ? scope : [.. scope, .. content]);
    }

    /// <param name="CaseId">The case that a repeated filing has become.</param>
    /// <param name="New">The receipt of a new one, to be made once it is stored.</param>
    private sealed record Stored(long CaseId, Func<Receipt>? New);
}

/// <summary>The idempotency key was used before, for something else.</summary>
public sealed record KeyUsedForOtherContent : Failure;

/// <summary>What the customer is told at once (R5.3.1).</summary>
/// <param name="CaseId">The case's row.</param>
/// <param name="Number">For talking about it.</param>
/// <param name="Code">Opens it; shown this once.</param>
/// <param name="Kind">What was filed.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Department">Who deals with it.</param>
/// <param name="Promises">By when the customer hears what.</param>
/// <param name="Zone">The IANA zone to show times in.</param>
/// <param name="Language">The customer's language.</param>
/// <param name="Repeated">True where this filing had been received before.</param>
public sealed record Receipt(
    long CaseId, string Number, string Code, CaseKind Kind, Instant ReceivedAt, Bilingual Department,
    IReadOnlyList<PromisedTime> Promises, string Zone, string Language, bool Repeated);
