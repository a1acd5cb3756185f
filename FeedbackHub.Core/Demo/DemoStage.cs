using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Majors;
using Microsoft.Extensions.DependencyInjection;

namespace FeedbackHub.Core.Demo;

/// <summary>Does the steps of the tales through the same use cases that people use, each at its time.</summary>
internal sealed class DemoStage(IServiceProvider services, DemoOffice office, DemoClock clock)
{
    private const long MostBytes = 1024 * 1024;
    private readonly FileStore files = services.GetRequiredService<FileStore>();
    private readonly Dictionary<DemoFile, StoredFile> stored = [];
    private int sent;

    /// <summary>Does one step of a tale.</summary>
    public async Task DoAsync(DemoTale tale, DemoStep step, CancellationToken cancel)
    {
        clock.At = step.At;
        var id = tale.CaseId;
        switch (step)
        {
            case DemoStep.File s:
                await FileAsync(tale, s, cancel);
                break;
            case DemoStep.Edit s:
                var value = s.Field switch
                {
                    nameof(Case.CategoryId) => CaseFieldValues.Id(office.Category(s.Value)),
                    nameof(Case.ConcernsStaffId) => CaseFieldValues.Id(office.Staff(s.Value).StaffId),
                    _ => s.Value,
                };
                await RunAsync<EditCase, EditCase.Request, EditedField>(s.By, new EditCase.Request(id, s.Field, value, int.MaxValue), cancel);
                tale.IsMajor |= s is { Field: nameof(Case.Severity), Value: nameof(Severity.Major) };
                break;
            case DemoStep.Accept s:
                await RunAsync<AcceptCase, AcceptCase.Request, Done>(s.By, new AcceptCase.Request(id), cancel);
                break;
            case DemoStep.Claim s:
                await RunAsync<ClaimCase, ClaimCase.Request, Done>(s.By, new ClaimCase.Request(id), cancel);
                break;
            case DemoStep.Assign s:
                var to = s.To is null ? null : office.Staff(s.To).StaffId;
                await RunAsync<AssignCase, AssignCase.Request, Done>(s.By, new AssignCase.Request(id, office.Department(s.Department), to, s.Reason), cancel);
                break;
            case DemoStep.Return s:
                await RunAsync<ReturnCase, ReturnCase.Request, Done>(s.By, new ReturnCase.Request(id, s.Reason, s.Basis), cancel);
                break;
            case DemoStep.Reply s:
                await RunAsync<ReplyToCustomer, ReplyToCustomer.Request, Done>(s.By, new ReplyToCustomer.Request(id, s.Text, null), cancel);
                break;
            case DemoStep.Ask s:
                await RunAsync<AskCustomer, AskCustomer.Request, Done>(s.By, new AskCustomer.Request(id, s.Text, null), cancel);
                break;
            case DemoStep.Note s:
                var by = s.By == tale.Handler ? office.Staff(s.By) : office.Asked(s.By);
                await RunAsync<AddNote, AddNote.Request, Done>(by, new AddNote.Request(id, s.Text), cancel);
                break;
            case DemoStep.Tell s:
                await RunAsync<TellSituation, TellSituation.Request, Done>(s.By, new TellSituation.Request(id, s.Text), cancel);
                break;
            case DemoStep.BringIn s:
                await RunAsync<GiveGroupTask, GiveGroupTask.Request, Done>(s.By, new GiveGroupTask.Request(id, office.Department(s.Department), s.Task, s.DueAt), cancel);
                break;
            case DemoStep.Report s:
                var group = await RunAsync<ReadMajor, ReadMajor.Request, MajorView>(s.By, new ReadMajor.Request(id), cancel);
                var task = group.Tasks.First(t => t.MayReport && t.Department.Id == office.Department(s.Department)).Id;
                await RunAsync<ReportGroupTask, ReportGroupTask.Request, Done>(s.By, new ReportGroupTask.Request(id, task, s.Text), cancel);
                break;
            case DemoStep.Resolve s:
                await ApproveAsync(tale, cancel);
                Outcome? outcome = tale.Telling.Story.Kind != nameof(CaseKind.Complaint) ? null : s.Redress.Length > 0 ? Outcome.Accepted : Outcome.PartlyAccepted;
                await RunAsync<ResolveCase, ResolveCase.Request, Done>(s.By, new ResolveCase.Request(id, s.Decision, s.Decision, s.Redress, null) { Outcome = outcome }, cancel);
                break;
            case DemoStep.Close s:
                await RunAsync<CloseCase, CloseCase.Request, Done>(s.By, new CloseCase.Request(id), cancel);
                break;
            case DemoStep.Reopen s:
                await RunAsync<ReopenCase, ReopenCase.Request, Done>(s.By, new ReopenCase.Request(id, s.Reason), cancel);
                break;
            case DemoStep.Refuse s:
                await ApproveAsync(tale, cancel);
                await RunAsync<RefuseCase, RefuseCase.Request, Done>(s.By, new RefuseCase.Request(id, s.Reason), cancel);
                break;
            case DemoStep.Withdraw s:
                await RunAsync<WithdrawCase, WithdrawCase.Request, Done>(s.By, new WithdrawCase.Request(id, s.Reason), cancel);
                break;
            case DemoStep.MarkDuplicate s:
                await RunAsync<MarkAsDuplicate, MarkAsDuplicate.Request, Done>(s.By, new MarkAsDuplicate.Request(id, s.Of.Number), cancel);
                break;
            case DemoStep.Notice s:
                await RunAsync<NoticeMessage, NoticeMessage.Request, Done>(s.By, new NoticeMessage.Request(id), cancel);
                break;
            case DemoStep.CustomerWrites s:
                var message = new AddCustomerMessage.Request(id, s.Text, NextKey()) { Files = await StoreAsync(s.Files, cancel) };
                await RunAsync<AddCustomerMessage, AddCustomerMessage.Request, Done>(Customer(tale), message, cancel);
                break;
            case DemoStep.SaysSolved:
                await RunAsync<AnswerSolved, AnswerSolved.Request, Done>(Customer(tale), new AnswerSolved.Request(id, true), cancel);
                break;
            case DemoStep.SaysNotSolved s:
                await RunAsync<AnswerSolved, AnswerSolved.Request, Done>(Customer(tale), new AnswerSolved.Request(id, false, s.Why), cancel);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, "No such step.");
        }
    }

    private async Task FileAsync(DemoTale tale, DemoStep.File step, CancellationToken cancel)
    {
        var actor = step.By is not null ? office.Staff(step.By) : step.Filed.Channel == Channel.Api ? office.Program : Actor.Public;
        var receipt = await RunAsync<FileCase, Filed, Receipt>(actor, step.Filed with
        {
            Key = NextKey(),
            CategoryId = step.Category is null ? null : office.Category(step.Category),
            Files = await StoreAsync(step.Files, cancel),
        }, cancel);
        (tale.CaseId, tale.Number) = (receipt.CaseId, receipt.Number);
    }

    /// <summary>A major case is decided with the word of the leadership.</summary>
    private async Task ApproveAsync(DemoTale tale, CancellationToken cancel)
    {
        if (tale.IsMajor)
        {
            await RunAsync<ApproveMajor, ApproveMajor.Request, Done>(DemoPeople.Leader, new ApproveMajor.Request(tale.CaseId), cancel);
        }
    }

    private async Task<IReadOnlyList<StoredFile>> StoreAsync(IReadOnlyList<DemoFile> sent, CancellationToken cancel)
    {
        foreach (var file in sent.Where(file => !stored.ContainsKey(file)))
        {
            using var content = new MemoryStream(file.Content);
            stored[file] = await files.SaveAsync(file.Name, content, MostBytes, cancel)
                ?? throw new InvalidOperationException($"{file.Name} is too long.");
        }

        return [.. sent.Select(file => stored[file])];
    }

    private Task<TOutcome> RunAsync<TUseCase, TRequest, TOutcome>(string by, TRequest request, CancellationToken cancel)
        where TUseCase : IUseCase<TRequest, TOutcome> =>
        RunAsync<TUseCase, TRequest, TOutcome>(office.Staff(by), request, cancel);

    private async Task<TOutcome> RunAsync<TUseCase, TRequest, TOutcome>(Actor actor, TRequest request, CancellationToken cancel)
        where TUseCase : IUseCase<TRequest, TOutcome>
    {
        var result = await services.GetRequiredService<TUseCase>().ExecuteAsync(actor, request, cancel);
        return result.Succeeded
            ? result.Value
            : throw new InvalidOperationException($"The demo company cannot do this: {request}: {result.Failure}");
    }

    private static Actor Customer(DemoTale tale) => Actor.Customer(tale.CaseId, tale.Telling.Customer?.Name ?? "");

    private string NextKey() => $"demo-{++sent}";
}
