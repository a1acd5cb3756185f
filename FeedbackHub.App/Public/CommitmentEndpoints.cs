using FeedbackHub.Core.Cases;

namespace FeedbackHub.App.Public;

/// <summary>The service commitment: what is promised to everybody, and how it was kept.</summary>
internal static class CommitmentEndpoints
{
    /// <summary>Maps it.</summary>
    public static void MapCommitment(this IEndpointRouteBuilder site) =>
        site.MapGet(PublicPaths.Commitment, async (KeptCommitment kept, CommitmentWords words, ReviewOptions review, HttpContext context) =>
            PublicPage.Of<CommitmentPage>(words.Of(await kept.ReadAsync(context.RequestAborted)) with { Review = review.WithinDays > 0 ? review : null }));
}
