using System.Globalization;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Queue;

/// <summary>What a row shows as small marks: state, what stands out, and what is grave.</summary>
public static class QueueChips
{
    /// <summary>The keys in <see cref="Cases.CaseWords"/> with their colour, the most telling first; never more than three.</summary>
    public static IEnumerable<(string Key, string Css)> Of(QueueRow row)
    {
        var told = row.Attention switch
        {
            Attention.Review => ("Attention_Review", "chip late"),
            Attention.Reopened => ("Attention_Reopened", "chip late"),
            Attention.Returned => ("Attention_Returned", "chip late"),
            Attention.CustomerWrote => ("Attention_CustomerWrote", "chip brand"),
            _ => ((string, string)?)null,
        };
        if (told is { } attention)
        {
            yield return attention;
        }

        if (told is null || !row.State.IsOpen())
        {
            yield return ($"State_{row.State}", row.State switch
            {
                CaseState.New => "chip brand",
                CaseState.Reopened => "chip late",
                CaseState.WaitingForCustomer => "chip wait",
                _ => "chip",
            });
        }

        if (row.Safety)
        {
            yield return ("Safety", "chip late");
        }
        else if (row.Severity == Severity.Major)
        {
            yield return ("Severity_Major", "chip late");
        }
    }

    /// <summary>The letters in a person's round mark: first and last of a Latin name, the family name of a Chinese one.</summary>
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = words is [] ? "?" : StringInfo.GetNextTextElement(words[0]);
        return words.Length > 1 ? first + StringInfo.GetNextTextElement(words[^1]) : first;
    }

    /// <summary>False where the last message is only the beginning of the filing that the subject repeats already.</summary>
    public static bool SaysMore(QueueRow row)
    {
        var (message, subject) = (row.LastMessage.TrimEnd('…'), row.Subject.TrimEnd('…'));
        return message.Length > 0 && !(message.Length <= subject.Length + 1 && message.StartsWith(subject[..Math.Min(message.Length, subject.Length)], StringComparison.Ordinal));
    }
}
