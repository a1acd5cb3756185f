using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Cases;

/// <summary>
/// Which messages a writer has seen. With nothing typed, what is on the screen counts as seen. Once there is text, what others
/// write is held up to be read, and an answer names the last message seen, so that the server refuses it until then.
/// </summary>
public sealed class SeenMessages(CaseDesk desk, long me)
{
    /// <summary>The newest message seen.</summary>
    public long? Last { get; private set; } = desk.LastMessage;

    /// <summary>What was written since, oldest first.</summary>
    public IReadOnlyList<NewerMessage> Newer { get; private set; } = [];

    /// <summary>True once an answer was refused for it.</summary>
    public bool Refused { get; private set; }

    /// <summary>Looks at what the desk shows now.</summary>
    public void Look(bool writing)
    {
        if (Refused)
        {
            return;
        }

        Last = writing ? Last : desk.LastMessage;
        Newer = [.. desk.Items.Select(i => i.Message).OfType<MessageView>()
            .Where(m => m.Id > Last && m.StaffId != me)
            .Select(m => new NewerMessage(m.Id, m.Author, m.AuthorName, m.Internal, m.Text))];
    }

    /// <summary>The server refused an answer.</summary>
    public void Refuse(WrittenSince since) => (Newer, Refused) = (since.Since, true);

    /// <summary>It was read.</summary>
    public void Read() => (Last, Newer, Refused) = (Newer.Count > 0 ? Newer[^1].Id : desk.LastMessage, [], false);
}
