using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Intake;

namespace FeedbackHub.App.Public;

/// <summary>
/// The topics that the form asks for. With the database away those read last serve: the form must come back with what was
/// typed even then.
/// </summary>
internal sealed class Topics(ListCategoryChoices choices)
{
    private IReadOnlyList<CategoryChoice> last = [];

    /// <summary>Reads them.</summary>
    public async Task<IReadOnlyList<CategoryChoice>> ReadAsync(CancellationToken cancel)
    {
        try
        {
            return last = (await choices.ExecuteAsync(Actor.Public, new(), cancel)).Value;
        }
        catch (Exception problem) when (StorageFault.IsOne(problem))
        {
            return last;
        }
    }
}
