using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Promises;

namespace FeedbackHub.App.Public;

/// <summary>The core's words in those of the pages and forms.</summary>
internal static class PublicWords
{
    /// <summary>A kind as forms and texts name it.</summary>
    public static string Of(CaseKind kind) => kind switch
    {
        CaseKind.Complaint => "complaint",
        CaseKind.Suggestion => "suggestion",
        CaseKind.Enquiry => "enquiry",
        CaseKind.Compliment => "compliment",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    /// <summary>The kind a form names; one that is none where it names none.</summary>
    public static CaseKind Kind(string? name) => Enum.GetValues<CaseKind>().FirstOrDefault(k => Of(k) == name);

    /// <summary>A promise.</summary>
    public static PublicPromise Of(PromiseKind kind) => kind switch
    {
        PromiseKind.Acknowledge => PublicPromise.Acknowledge,
        PromiseKind.Reply => PublicPromise.Reply,
        PromiseKind.Resolve => PublicPromise.Resolve,
        PromiseKind.Progress => PublicPromise.Progress,
        PromiseKind.Final => PublicPromise.Final,
        PromiseKind.Review => PublicPromise.Review,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such promise."),
    };
}
