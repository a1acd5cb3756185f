using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Cases;

/// <summary>What people do in a case, in a word each.</summary>
internal static class CaseWork
{
    public static async Task ClaimAsync(this HubFixture hub, Actor who, Receipt at) =>
        Assert.Null((await hub.Use<ClaimCase>().ExecuteAsync(who, new ClaimCase.Request(at.CaseId))).Failure);

    public static async Task ReplyAsync(this HubFixture hub, Actor who, Receipt at, string text = "We look into it.") =>
        Assert.Null((await hub.Use<ReplyToCustomer>().ExecuteAsync(who, new ReplyToCustomer.Request(at.CaseId, text, null))).Failure);

    public static async Task AskAsync(this HubFixture hub, Actor who, Receipt at, string text = "Which model is it?") =>
        Assert.Null((await hub.Use<AskCustomer>().ExecuteAsync(who, new AskCustomer.Request(at.CaseId, text, null))).Failure);

    public static async Task NoteAsync(this HubFixture hub, Actor who, Receipt at, string text = "Third one this week.") =>
        Assert.Null((await hub.Use<AddNote>().ExecuteAsync(who, new AddNote.Request(at.CaseId, text))).Failure);

    public static async Task ResolveAsync(this HubFixture hub, Actor who, Receipt at) =>
        Assert.Null((await hub.Use<ResolveCase>().ExecuteAsync(who, new ResolveCase.Request(at.CaseId, "A new kettle is on its way.", "Replaced", "A kettle", null) { Outcome = Outcome.Accepted })).Failure);

    public static async Task CloseAsync(this HubFixture hub, Actor who, Receipt at) =>
        Assert.Null((await hub.Use<CloseCase>().ExecuteAsync(who, new CloseCase.Request(at.CaseId))).Failure);

    public static async Task EditAsync(this HubFixture hub, Actor who, Receipt at, string field, string value) =>
        Assert.Null((await hub.Use<EditCase>().ExecuteAsync(who, new EditCase.Request(at.CaseId, field, value, int.MaxValue))).Failure);

    public static async Task CustomerWritesAsync(this HubFixture hub, Receipt at, string text = "It is the red one.") =>
        Assert.Null((await hub.Use<AddCustomerMessage>().ExecuteAsync(
            Actor.Customer(at.CaseId, "Wang Min"), new AddCustomerMessage.Request(at.CaseId, text, Guid.NewGuid().ToString("N")))).Failure);

    public static async Task<CaseView> ViewAsync(this HubFixture hub, Actor who, Receipt at) =>
        (await hub.Use<ReadCase>().ExecuteAsync(who, new ReadCase.Request(at.CaseId))).Value;
}
