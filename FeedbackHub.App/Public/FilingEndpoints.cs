using System.Globalization;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;

namespace FeedbackHub.App.Public;

/// <summary>The form, the suggestion box and its poster.</summary>
internal static class FilingEndpoints
{
    private const string FileForm = "file";
    private const string BoxForm = "box";
    private const int LongestPlace = 200;

    /// <summary>Maps them.</summary>
    public static void MapFiling(this IEndpointRouteBuilder site)
    {
        site.MapGet(PublicPaths.File, async (FormSeals seals, KeptFiles kept, Topics topics, HttpContext context) =>
            await FilePageAsync(topics, seals.Issue(FileForm), new(), kept.Model([]), new(), 200, context));
        site.MapPost(PublicPaths.File, (HttpContext context, FilingPost post, Topics topics) => post.ReceiveAsync(context, new(
            FileForm, false, FromForm, (seal, form, files, errors, status) => FilePageAsync(topics, seal, form, files, errors, status, context))));
        site.MapGet(PublicPaths.Box, (string? at, FormSeals seals) => BoxPage(seals.Issue(BoxForm), new() { Where = Place(at) }, new(), 200));
        site.MapPost(PublicPaths.Box, (HttpContext context, FilingPost post) => post.ReceiveAsync(context, new(
            BoxForm, true, FromBox, (seal, form, _, errors, status) => Task.FromResult(BoxPage(seal, form, errors, status)))));
        site.MapGet(PublicPaths.Poster, (string? at, HttpContext context, PublicOptions options) =>
        {
            var place = Place(at);
            var path = place is null ? PublicPaths.Box : $"{PublicPaths.Box}?at={Uri.EscapeDataString(place)}";
            return PublicPage.Of<PosterPage>(new PosterModel(PublicPage.FullAddress(context, options, path), place));
        });

        static Filed FromBox(FilingForm form) => FromFields(form) with
        {
            Channel = Channel.SuggestionBox,
            Kind = CaseKind.Suggestion,
            Place = Place(form.Where) ?? "",
            Anonymous = form.Name is null && form.Email is null,
        };
    }

    private static Filed FromForm(FilingForm form) => FromFields(form) with
    {
        Kind = PublicWords.Kind(form.Kind),
        CategoryId = long.TryParse(form.Category ?? form.Topic, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
        Anonymous = form.IsAnonymous,
    };

    private static Filed FromFields(FilingForm form) => new()
    {
        Key = "",
        Channel = Channel.Web,
        Description = form.Description ?? "",
        OccurredWhen = form.When ?? "",
        Place = form.Where ?? "",
        Concerns = form.Whom ?? "",
        Wanted = form.Wish ?? "",
        Name = form.Name ?? "",
        Email = form.Email?.Trim() ?? "",
        Phone = form.Phone?.Trim() ?? "",
        ContactBy = form.ContactBy switch
        {
            "email" => ContactWay.Email,
            "phone" => ContactWay.Phone,
            "page" => ContactWay.TrackPage,
            _ => form.Email is not null ? ContactWay.Email : form.Phone is not null ? ContactWay.Phone : ContactWay.TrackPage,
        },
        Language = form.Language ?? PublicLanguages.Current,
        Zone = form.TimeZone,
    };

    private static async Task<IResult> FilePageAsync(
        Topics topics, FormSeal seal, FilingForm form, FilesModel files, FormErrors errors, int status, HttpContext context)
    {
        var asked = await topics.ReadAsync(context.RequestAborted);
        return PublicPage.Of<FilePage>(new FilePageModel(seal, form, [.. asked.Select(Question)], files, errors), status);
    }

    private static IResult BoxPage(FormSeal seal, FilingForm form, FormErrors errors, int status) =>
        PublicPage.Of<SuggestionBoxPage>(new SuggestionBoxModel(seal, form, Place(form.Where), errors), status);

    private static CategoryQuestion Question(CategoryChoice choice) => new(
        Id(choice), choice.Question.In(PublicLanguages.Current), [.. Below(choice).Select(c => new CategoryQuestion(Id(c), c.Question.In(PublicLanguages.Current), []))]);

    /// <summary>Two questions are asked; what lies deeper in the tree joins the second.</summary>
    private static IEnumerable<CategoryChoice> Below(CategoryChoice choice) => choice.Children.SelectMany(c => Below(c).Prepend(c));

    private static string Id(CategoryChoice choice) => choice.Id.ToString(CultureInfo.InvariantCulture);

    private static string? Place(string? at)
    {
        if (string.IsNullOrWhiteSpace(at))
        {
            return null;
        }

        var place = new StringInfo(at.Trim());
        return place.LengthInTextElements > LongestPlace ? place.SubstringByTextElements(0, LongestPlace) : place.String;
    }
}
