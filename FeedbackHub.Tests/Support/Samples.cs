using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Audit;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Customers;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Majors;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FeedbackHub.Tests.Support;

/// <summary>
/// One request for every use case, so that tests can go through all of them. A new use case needs one line here and one in
/// the approved matrix (<c>UseCaseMatrixTests</c>).
/// </summary>
internal static class Samples
{
    public static readonly IReadOnlyDictionary<Type, Func<SampleCase, object>> Requests = new Dictionary<Type, Func<SampleCase, object>>
    {
        [typeof(AcceptCase)] = s => new AcceptCase.Request(s.Id),
        [typeof(AcceptInvitation)] = _ => new AcceptInvitation.Request("no such link", "correct horse battery"),
        [typeof(AddCustomerMessage)] = s => new AddCustomerMessage.Request(s.Id, "Any news?", Guid.NewGuid().ToString()),
        [typeof(AddNote)] = s => new AddNote.Request(s.Id, "Called back."),
        [typeof(AnswerSolved)] = s => new AnswerSolved.Request(s.Id, false, "Still leaks."),
        [typeof(AskExtension)] = s => new AskExtension.Request(s.Id, PromiseKind.Resolve, NodaTime.Instant.FromUtc(2030, 1, 1, 0, 0), "The part is late.", "We wait for a part."),
        [typeof(ApplyRules)] = _ => new ApplyRules.Request(1, 1, "The law is stricter now."),
        [typeof(AskCustomer)] = s => new AskCustomer.Request(s.Id, "Which model?", null),
        [typeof(AskReview)] = s => new AskReview.Request(s.Id, "You have not looked at it."),
        [typeof(AssignCase)] = s => new AssignCase.Request(s.Id, s.Department, null),
        [typeof(ChangeOwnPassword)] = _ => new ChangeOwnPassword.Request("wrong", "correct horse battery"),
        [typeof(ChangeOwnSettings)] = _ => new ChangeOwnSettings.Request(Languages.Chinese, Theme.Dark),
        [typeof(ChangeStaff)] = s => new ChangeStaff.Request(s.StaffId, "Renamed", Roles.Handler, [s.Department], false, 1),
        [typeof(ClaimCase)] = s => new ClaimCase.Request(s.Id),
        [typeof(ClaimNextCase)] = _ => new ClaimNextCase.Request(),
        [typeof(CloseCase)] = s => new CloseCase.Request(s.Id),
        [typeof(CountNotices)] = _ => new CountNotices.Request(),
        [typeof(CountViews)] = _ => new CountViews.Request(),
        [typeof(CreateToken)] = _ => new CreateToken.Request("Wallboard", ApiScopes.Read, []),
        [typeof(DecideExtension)] = _ => new DecideExtension.Request(999, true, "Yes."),
        [typeof(EditCase)] = s => new EditCase.Request(s.Id, nameof(Case.Place), "Counter 3", 1),
        [typeof(ExplainPromise)] = _ => new ExplainPromise.Request(CaseKind.Complaint, Severity.General),
        [typeof(ExportAudit)] = _ => new ExportAudit.Request(new AuditFilter()),
        [typeof(FileCase)] = _ => HubFixture.Filing(),
        [typeof(FindCaseByNumber)] = s => new FindCaseByNumber.Request(s.Number),
        [typeof(FindTrackedCase)] = s => new FindTrackedCase.Request(s.Number, s.Code),
        [typeof(FollowJournal)] = _ => new FollowJournal.Request(0),
        [typeof(InviteStaff)] = s => new InviteStaff.Request("New", $"new{s.Id}@example.com", Roles.Handler, [s.Department]),
        [typeof(KeepDraft)] = s => new KeepDraft.Request(s.Id, "reply", "Dear"),
        [typeof(ListAuditActors)] = _ => new ListAuditActors.Request(),
        [typeof(ListCalendars)] = _ => new ListCalendars.Request(),
        [typeof(ListBreached)] = _ => new ListBreached.Request(),
        [typeof(ListCategories)] = _ => new ListCategories.Request(),
        [typeof(ListCategoryChoices)] = _ => new ListCategoryChoices.Request(),
        [typeof(ListDepartments)] = _ => new ListDepartments.Request(),
        [typeof(ListHandlers)] = s => new ListHandlers.Request(s.Id),
        [typeof(ListNotices)] = _ => new ListNotices.Request(),
        [typeof(ListHeads)] = _ => new ListHeads.Request(),
        [typeof(ListPromiseVersions)] = _ => new ListPromiseVersions.Request(),
        [typeof(ListQueue)] = _ => new ListQueue.Request(new QueueFilter { View = QueueView.All }),
        [typeof(ListSegments)] = _ => new ListSegments.Request(),
        [typeof(ListStaff)] = _ => new ListStaff.Request(),
        [typeof(ListTokens)] = _ => new ListTokens.Request(),
        [typeof(MarkAsDuplicate)] = s => new MarkAsDuplicate.Request(s.Id, s.OtherNumber),
        [typeof(MarkNoticesRead)] = _ => new MarkNoticesRead.Request(1),
        [typeof(MarkRead)] = s => new MarkRead.Request(s.Id, 1),
        [typeof(NameCalendar)] = s => new NameCalendar.Request(null, new Bilingual($"New {s.Id}", $"新{s.Id}")),
        [typeof(NoticeMessage)] = s => new NoticeMessage.Request(s.Id),
        [typeof(OpenAttachment)] = s => new OpenAttachment.Request(s.AttachmentId),
        [typeof(PressCase)] = s => new PressCase.Request(s.Id, "How far are you?"),
        [typeof(PreviewCalendarImport)] = _ => new PreviewCalendarImport.Request(CalendarDocument.Of(BusinessCalendar.Default), "2026-12-24,closed"u8.ToArray(), 2026, 2027),
        [typeof(PreviewPromise)] = _ => new PreviewPromise.Request(CaseKind.Complaint),
        [typeof(PromiseAnew)] = s => new PromiseAnew.Request(s.Id, PromiseKind.Reply, NodaTime.Instant.FromUtc(2030, 1, 1, 0, 0), "We are sorry."),
        [typeof(PutUnderSupervision)] = s => new PutUnderSupervision.Request(s.Id, "What was done?", NodaTime.Instant.FromUtc(2030, 1, 1, 0, 0)),
        [typeof(PreviewRules)] = _ => new PreviewRules.Request(1, 1),
        [typeof(ReadAudit)] = _ => new ReadAudit.Request(new AuditFilter()),
        [typeof(ReadCalendar)] = _ => new ReadCalendar.Request(),
        [typeof(ReadCase)] = s => new ReadCase.Request(s.Id),
        [typeof(ReadCommitment)] = _ => new ReadCommitment.Request(),
        [typeof(ReadDashboard)] = _ => new ReadDashboard.Request(),
        [typeof(ReadDrafts)] = s => new ReadDrafts.Request(s.Id),
        [typeof(ReadEscalation)] = s => new ReadEscalation.Request(s.Id),
        [typeof(ReadInvitation)] = _ => new ReadInvitation.Request("no such link"),
        [typeof(ReadKeptShare)] = _ => new ReadKeptShare.Request(),
        [typeof(ReadOutlook)] = _ => new ReadOutlook.Request(),
        [typeof(ReadOwnAccount)] = _ => new ReadOwnAccount.Request(),
        [typeof(ReadPromiseTable)] = _ => new ReadPromiseTable.Request(),
        [typeof(ReadQueueChoices)] = _ => new ReadQueueChoices.Request(),
        [typeof(ReadQueueRows)] = s => new ReadQueueRows.Request(new QueueFilter { View = QueueView.All }, [s.Id]),
        [typeof(DeclareMajor)] = s => new DeclareMajor.Request(s.Id, "Somebody was hurt."),
        [typeof(GiveGroupTask)] = s => new GiveGroupTask.Request(s.Id, s.Department, "Look at the wiring.", Instant.MaxValue),
        [typeof(ReportGroupTask)] = s => new ReportGroupTask.Request(s.Id, 1, "It was the wiring."),
        [typeof(ApproveMajor)] = s => new ApproveMajor.Request(s.Id, "Agreed."),
        [typeof(TellSituation)] = s => new TellSituation.Request(s.Id, "We wait for the laboratory."),
        [typeof(LowerMajor)] = s => new LowerMajor.Request(s.Id, "Nobody was hurt."),
        [typeof(ReadMajor)] = s => new ReadMajor.Request(s.Id),
        [typeof(ListMajors)] = _ => new ListMajors.Request(),
        [typeof(ReadReturns)] = _ => new ReadReturns.Request(),
        [typeof(ReadStaffMember)] = s => new ReadStaffMember.Request(s.StaffId),
        [typeof(ReadTimeline)] = s => new ReadTimeline.Request(s.Id),
        [typeof(ReadTrackedCase)] = s => new ReadTrackedCase.Request(s.Id),
        [typeof(ReadWorkingHours)] = _ => new ReadWorkingHours.Request(),
        [typeof(RecordSignIn)] = s => new RecordSignIn.Request(s.StaffId, SignInOutcome.SignedIn),
        [typeof(RefuseCase)] = s => new RefuseCase.Request(s.Id, "Not our product."),
        [typeof(RenewInvitation)] = s => new RenewInvitation.Request(s.StaffId),
        [typeof(ReportSupervision)] = s => new ReportSupervision.Request(s.Id, "All done."),
        [typeof(ReopenCase)] = s => new ReopenCase.Request(s.Id, "It leaks again."),
        [typeof(ReplyToCustomer)] = s => new ReplyToCustomer.Request(s.Id, "We are on it.", null),
        [typeof(ResolveCase)] = s => new ResolveCase.Request(s.Id, "A new one is on its way.", "Replace", "One kettle", null) { Outcome = Outcome.Accepted },
        [typeof(ReturnCase)] = s => new ReturnCase.Request(s.Id, "Not ours.", "List of duties, 3.2"),
        [typeof(RevokeToken)] = _ => new RevokeToken.Request(999),
        [typeof(SaveCalendar)] = _ => new SaveCalendar.Request(CalendarDocument.Of(BusinessCalendar.Default), 1),
        [typeof(SaveCategory)] = s => new SaveCategory.Request(null, null, new Bilingual($"New {s.Id}", $"新{s.Id}"), new Bilingual("New?", "新？")),
        [typeof(SaveDepartment)] = s => new SaveDepartment.Request(null, new Bilingual($"New {s.Id}", $"新{s.Id}")),
        [typeof(SavePromiseTable)] = _ => new SavePromiseTable.Request(PolicyDocument.Of(PromisePolicy.Default), 1),
        [typeof(SaveSegment)] = s => new SaveSegment.Request(null, new Bilingual($"New {s.Id}", $"新{s.Id}")),
        [typeof(SetUpFirstAdministrator)] = _ => new SetUpFirstAdministrator.Request("no such link", "Ada", "ada@example.com", "correct horse battery"),
        [typeof(WithdrawCase)] = s => new WithdrawCase.Request(s.Id, "Found it."),
    };

    /// <summary>Every use case of the core, found by reflection.</summary>
    public static IReadOnlyList<Type> UseCases { get; } =
        [.. typeof(IUseCase<,>).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(IsUseCase)).OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>Runs a use case known only by its type; null where it went well. A value that is open is closed.</summary>
    public static async Task<(Failure? Failure, object? Value)> RunAsync(HubFixture hub, Type useCase, Actor actor, object request)
    {
        var service = hub.Get<IServiceProvider>().GetService(useCase)
            ?? throw new InvalidOperationException($"{useCase.Name} is not registered in CoreModule.");
        var execute = useCase.GetInterfaces().Single(IsUseCase).GetMethod("ExecuteAsync")!;
        var task = (Task)execute.Invoke(service, [actor, request, CancellationToken.None])!;
        await task;
        var result = task.GetType().GetProperty("Result")!.GetValue(task)!;
        var failure = (Failure?)result.GetType().GetProperty("Failure")!.GetValue(result);
        var value = failure is null ? result.GetType().GetProperty("Value")!.GetValue(result) : null;
        if (value is OpenedFile file)
        {
            await file.Content.DisposeAsync();
        }

        return (failure, value);
    }

    private static bool IsUseCase(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IUseCase<,>);
}

/// <summary>The case that a sample request is about.</summary>
internal sealed record SampleCase(long Id, string Number, string Code, long Department, long AttachmentId, string OtherNumber, long StaffId)
{
    /// <summary>Files one, with a file, into the first department.</summary>
    public static async Task<SampleCase> FileAsync(HubFixture hub, CaseState state = CaseState.New)
    {
        var file = await hub.Get<FileStore>().SaveAsync("photo.jpg", new MemoryStream([1, 2, 3]), 1000);
        var other = await hub.FileAsync();
        var receipt = await hub.FileAsync(f => f with { Files = [file!] });
        if (state != CaseState.New)
        {
            await CaseMoves.PutAsync(hub, receipt.CaseId, state);
        }

        var attachment = await hub.ReadAsync(db => Task.FromResult(db.Attachments.Single(a => a.CaseId == receipt.CaseId).Id));
        var staff = await hub.ReadAsync(db => db.Staff.MinAsync(p => p.Id));
        return new SampleCase(receipt.CaseId, receipt.Number, receipt.Code, hub.FirstDepartment, attachment, other.Number, staff);
    }
}
