using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Core.Cases;

/// <summary>A name with its id.</summary>
public sealed record Named(long Id, string Name);

/// <summary>A bilingual name with its id.</summary>
public sealed record NamedBilingual(long Id, Bilingual Name);

/// <summary>One editable field: its value as text, and the version to edit it from.</summary>
public sealed record FieldView(string Value, int Version);

/// <summary>What the case page shows beside the timeline.</summary>
public sealed record CaseView
{
    /// <summary>The case.</summary>
    public required long Id { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>Where it stands.</summary>
    public required CaseState State { get; init; }

    /// <summary>What makes it stand out.</summary>
    public required Attention Attention { get; init; }

    /// <summary>How it came in.</summary>
    public required Channel Channel { get; init; }

    /// <summary>When it was received.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>Who took it down, where staff did.</summary>
    public required Named? ReceivedBy { get; init; }

    /// <summary>True where the customer did not say who they are.</summary>
    public required bool Anonymous { get; init; }

    /// <summary>What happened, in the customer's words.</summary>
    public required string Description { get; init; }

    /// <summary>The owning department.</summary>
    public required NamedBilingual Department { get; init; }

    /// <summary>Who works it.</summary>
    public required Named? Handler { get; init; }

    /// <summary>The staff member complained about, where known.</summary>
    public required Named? ConcernsStaff { get; init; }

    /// <summary>The department complained about, where known.</summary>
    public required NamedBilingual? ConcernsDepartment { get; init; }

    /// <summary>The category with those above it, the topmost first.</summary>
    public required IReadOnlyList<NamedBilingual> CategoryPath { get; init; }

    /// <summary>The segment of its customer, where somebody said so.</summary>
    public required NamedBilingual? Segment { get; init; }

    /// <summary>The department it could be returned to, where it was handed over.</summary>
    public required NamedBilingual? HandedOverFrom { get; init; }

    /// <summary>Until when it can be sent there, or why no longer; null where that is no question.</summary>
    public ReturnWindow? Return { get; init; }

    /// <summary>How often it was sent back, and whether that was so often that what the fallback department decides stands.</summary>
    public (int Count, bool Decided) Returns { get; init; }

    /// <summary>Who answers for it while the hand-over is not accepted: a department, and a person of it who worked it; null where the owner does.</summary>
    public (NamedBilingual Department, Named? Staff)? Responsible { get; init; }

    /// <summary>True where this actor works the case, and is not only asked to assist or to read.</summary>
    public bool MayWork { get; init; }

    /// <summary>The case in which this one goes on.</summary>
    public required Named? DuplicateOf { get; init; }

    /// <summary>What the final response came to; null where there is none, and where it was not stated.</summary>
    public required Outcome? Outcome { get; init; }

    /// <summary>How the review of the last decision stands.</summary>
    public required ReviewStage Review { get; init; }

    /// <summary>True where it is under review and this actor had a part in it: another has to decide.</summary>
    public required bool TookPart { get; init; }

    /// <summary>When it was acknowledged, decided, ended; null where it was not.</summary>
    public required (Instant? Acknowledged, Instant? Decided, Instant? Ended) Dates { get; init; }

    /// <summary>Why it was refused, withdrawn or reopened.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the customer accepted the outcome.</summary>
    public required bool? CustomerAccepted { get; init; }

    /// <summary>The promises of today, each of which can explain itself.</summary>
    public required IReadOnlyList<Promise> Promises { get; init; }

    /// <summary>The zone of the company's calendar.</summary>
    public required string Zone { get; init; }

    /// <summary>The editable fields (<see cref="CaseFields.Editable"/>).</summary>
    public required IReadOnlyDictionary<string, FieldView> Fields { get; init; }

    /// <summary>What this actor can do now, by state and permission.</summary>
    public required IReadOnlyList<CaseAction> Actions { get; init; }

    /// <summary>True for a major case.</summary>
    public bool IsMajor => this[nameof(Case.Severity)] == nameof(Severity.Major);

    /// <summary>The value of a field.</summary>
    public string this[string field] => Fields[field].Value;

    internal static async Task<CaseView> ReadAsync(
        HubContext db, Actor actor, Case one, IReadOnlyList<Promise> promises, string zone, ReturnWindow? window, CancellationToken cancel)
    {
        var staffIds = new[] { one.HandlerId, one.ReceivedById, one.ConcernsStaffId, one.ResponsibleStaffId }.OfType<long>().ToList();
        var staff = await db.Staff.Where(s => staffIds.Contains(s.Id)).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancel);
        var departmentIds = new[] { one.DepartmentId, one.HandedOverFromDepartmentId, one.ConcernsDepartmentId, one.ResponsibleDepartmentId }.OfType<long>().ToList();
        var departments = await db.Departments.Where(d => departmentIds.Contains(d.Id)).Select(d => new NamedBilingual(d.Id, d.Name)).ToListAsync(cancel);
        var tookPart = actor.StaffId is { } me && await Cases.TookPart.Of(db, one, me, cancel);
        return new CaseView
        {
            Id = one.Id,
            Number = one.Number,
            Version = one.Version,
            State = one.State,
            Attention = one.Attention,
            Channel = one.Channel,
            ReceivedAt = one.ReceivedAt,
            ReceivedBy = staff.Find(s => s.Id == one.ReceivedById),
            Anonymous = one.Anonymous,
            Description = one.Description,
            Department = departments.First(d => d.Id == one.DepartmentId),
            Handler = staff.Find(s => s.Id == one.HandlerId),
            ConcernsStaff = staff.Find(s => s.Id == one.ConcernsStaffId),
            ConcernsDepartment = departments.Find(d => d.Id == one.ConcernsDepartmentId),
            CategoryPath = await PathAsync(db, one.CategoryId, cancel),
            Segment = await db.Segments.Where(s => s.Id == one.SegmentId).Select(s => new NamedBilingual(s.Id, s.Name)).SingleOrDefaultAsync(cancel),
            HandedOverFrom = departments.Find(d => d.Id == one.HandedOverFromDepartmentId),
            Return = CaseLifecycle.Next(one.State, CaseAction.Return) is null ? null : window,
            Returns = (one.Returns, one.ReturnsDecided),
            Responsible = departments.Find(d => d.Id == one.ResponsibleDepartmentId) is { } first ? (first, staff.Find(s => s.Id == one.ResponsibleStaffId)) : null,
            MayWork = actor.MayWork(one),
            DuplicateOf = await db.Cases.VisibleTo(actor).Where(c => c.Id == one.DuplicateOfId).Select(c => new Named(c.Id, c.Number)).SingleOrDefaultAsync(cancel),
            Outcome = one.Outcome,
            Review = one.Review,
            TookPart = tookPart,
            Dates = (one.AcknowledgedAt, one.DecidedAt, one.EndedAt),
            Reason = one.Reason,
            CustomerAccepted = one.CustomerAccepted,
            Promises = promises,
            Zone = zone,
            Fields = CaseFields.Editable.ToDictionary(f => f, f => new FieldView(CaseFieldValues.Get(one, f), FieldVersions.Of(one, f))),
            Actions = [.. ActionsFor(actor, one, window, tookPart)],
        };
    }

    private static IEnumerable<CaseAction> ActionsFor(Actor actor, Case one, ReturnWindow? window, bool tookPart) =>
        !actor.MayWork(one)
            ? []
            : CaseLifecycle.ActionsIn(one.State).Where(a => a switch
            {
                CaseAction.Claim => !tookPart && actor.StaffId is { } me && (one.HandlerId is null || (one.HandlerId == me && one.State is not (CaseState.InProgress or CaseState.WaitingForCustomer))),
                CaseAction.Return => window is { Bar: null },
                CaseAction.CustomerMessage or CaseAction.ConfirmSolved or CaseAction.DenySolved or CaseAction.AskReview or CaseAction.Lapse => false,
                CaseAction.Assign => true,
                _ => !tookPart && one.Allows(a),
            });

    private static async Task<IReadOnlyList<NamedBilingual>> PathAsync(HubContext db, long? categoryId, CancellationToken cancel)
    {
        var path = new List<NamedBilingual>();
        for (var id = categoryId; id is not null;)
        {
            var node = await db.Categories.SingleAsync(c => c.Id == id, cancel);
            path.Insert(0, new NamedBilingual(node.Id, node.Name));
            id = node.ParentId;
        }

        return path;
    }
}
