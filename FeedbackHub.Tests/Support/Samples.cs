using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;

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
        [typeof(AddCustomerMessage)] = s => new AddCustomerMessage.Request(s.Id, "Any news?", Guid.NewGuid().ToString()),
        [typeof(AddNote)] = s => new AddNote.Request(s.Id, "Called back."),
        [typeof(AnswerSolved)] = s => new AnswerSolved.Request(s.Id, false, "Still leaks."),
        [typeof(AskCustomer)] = s => new AskCustomer.Request(s.Id, "Which model?", null),
        [typeof(AssignCase)] = s => new AssignCase.Request(s.Id, s.Department, null),
        [typeof(ClaimCase)] = s => new ClaimCase.Request(s.Id),
        [typeof(CloseCase)] = s => new CloseCase.Request(s.Id),
        [typeof(CountViews)] = _ => new CountViews.Request(),
        [typeof(EditCase)] = s => new EditCase.Request(s.Id, nameof(Case.Place), "Counter 3", 1),
        [typeof(FileCase)] = _ => HubFixture.Filing(),
        [typeof(FindTrackedCase)] = s => new FindTrackedCase.Request(s.Number, s.Code),
        [typeof(KeepDraft)] = s => new KeepDraft.Request(s.Id, "reply", "Dear"),
        [typeof(ListQueue)] = _ => new ListQueue.Request(new QueueFilter { View = QueueView.All }),
        [typeof(MarkAsDuplicate)] = s => new MarkAsDuplicate.Request(s.Id, s.OtherNumber),
        [typeof(MarkRead)] = s => new MarkRead.Request(s.Id, 1),
        [typeof(NoticeMessage)] = s => new NoticeMessage.Request(s.Id),
        [typeof(OpenAttachment)] = s => new OpenAttachment.Request(s.AttachmentId),
        [typeof(ReadCase)] = s => new ReadCase.Request(s.Id),
        [typeof(ReadDrafts)] = s => new ReadDrafts.Request(s.Id),
        [typeof(ReadQueueRows)] = s => new ReadQueueRows.Request(new QueueFilter { View = QueueView.All }, [s.Id]),
        [typeof(ReadTimeline)] = s => new ReadTimeline.Request(s.Id),
        [typeof(ReadTrackedCase)] = s => new ReadTrackedCase.Request(s.Id),
        [typeof(RefuseCase)] = s => new RefuseCase.Request(s.Id, "Not our product."),
        [typeof(ReopenCase)] = s => new ReopenCase.Request(s.Id, "It leaks again."),
        [typeof(ReplyToCustomer)] = s => new ReplyToCustomer.Request(s.Id, "We are on it.", null),
        [typeof(ResolveCase)] = s => new ResolveCase.Request(s.Id, "A new one is on its way.", "Replace", "One kettle", null),
        [typeof(ReturnCase)] = s => new ReturnCase.Request(s.Id, "Not ours."),
        [typeof(WithdrawCase)] = s => new WithdrawCase.Request(s.Id, "Found it."),
    };

    /// <summary>Every use case of the core, found by reflection.</summary>
    public static IReadOnlyList<Type> UseCases { get; } =
        [.. typeof(IUseCase<,>).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(IsUseCase)).OrderBy(t => t.Name)];

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
internal sealed record SampleCase(long Id, string Number, string Code, long Department, long AttachmentId, string OtherNumber)
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
        return new SampleCase(receipt.CaseId, receipt.Number, receipt.Code, hub.FirstDepartment, attachment, other.Number);
    }
}
