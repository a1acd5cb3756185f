using System.ComponentModel.DataAnnotations;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Api;

/// <summary>Writing in a case.</summary>
public static class MessageEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapMessages(this RouteGroupBuilder api) =>
        api.MapPost("/cases/{number}/messages", WriteAsync).WithName("writeMessage").WithSummary("Reply to the customer, ask them, or add a note")
            .WithDescription("Needs the scopes read and work. With lastSeenMessage it is refused (written-since) when somebody has written since, yourself included: so a repeated sending does no harm.")
            .ProducesWork("malformed", "written-since", "illegal-move", "took-part", "too-large", "not-json", "invalid")
            .WithMetadata(new ApiExample(new MessageBody { Kind = MessageKind.Reply, Text = "Thank you, Maria. The second charge goes back to you today." }));

    private static Task<IResult> WriteAsync(
        string number, MessageBody body, ApiCaller caller, CaseWork work, ReplyToCustomer reply, AskCustomer ask, AddNote note, CancellationToken cancel) => body.Kind switch
        {
            MessageKind.Reply => work.DoAsync(caller, number, reply, id => new ReplyToCustomer.Request(id, body.Text, body.LastSeenMessage), cancel),
            MessageKind.Ask => work.DoAsync(caller, number, ask, id => new AskCustomer.Request(id, body.Text, body.LastSeenMessage), cancel),
            _ => work.DoAsync(caller, number, note, id => new AddNote.Request(id, body.Text), cancel),
        };
}

/// <summary>What to write.</summary>
public sealed record MessageBody
{
    /// <summary>To whom and what for.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>The text, up to 100,000 characters.</summary>
    [Required]
    public string Text { get; init; } = "";

    /// <summary>The last message you had read (<c>message.id</c> of the timeline); without it nothing is compared. Notes are always kept.</summary>
    public long? LastSeenMessage { get; init; }
}

/// <summary>What a message is.</summary>
public enum MessageKind
{
    /// <summary>An answer to the customer.</summary>
    Reply,

    /// <summary>A question to the customer: the case waits, its promises pause.</summary>
    Ask,

    /// <summary>A note that only staff sees.</summary>
    Note,
}
