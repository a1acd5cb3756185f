using System.Globalization;
using System.Text.Json;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// Days as a program writes them: a list of <c>{ "date", "kind", "name", "windows" }</c>, or an object with such a list as
/// <c>days</c>. The windows are a list of texts.
/// </summary>
internal static class DayListJson
{
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 8 };

    public static Result<ListedFile> Read(string text, DayListQuestion question)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Reading);
            var list = document.RootElement;
            if (list.ValueKind == JsonValueKind.Object && list.TryGetProperty("days", out var days))
            {
                list = days;
            }

            return list.ValueKind != JsonValueKind.Array ? DayList.Refuse("ImportNotAList")
                : list.GetArrayLength() == 0 ? DayList.Refuse("ImportEmpty")
                : list.GetArrayLength() > question.Limits.ImportEvents ? DayList.Refuse("ImportTooManyEvents", question.Limits.ImportEvents)
                : Read(list, question);
        }
        catch (JsonException broken)
        {
            return DayList.Refuse("ImportNotJson", (broken.LineNumber ?? 0) + 1);
        }
    }

    private static ListedFile Read(JsonElement list, DayListQuestion question)
    {
        var (days, notes) = (new List<ListedDay>(), new List<ImportNote>());
        var number = 0;
        foreach (var entry in list.EnumerateArray())
        {
            number++;
            if (entry.ValueKind != JsonValueKind.Object)
            {
                notes.Add(new ImportNote(number, "NotAnEntry"));
                continue;
            }

            var unknown = entry.EnumerateObject().FirstOrDefault(property => property.Name is not ("date" or "kind" or "name" or "windows"));
            if (unknown.Value.ValueKind != JsonValueKind.Undefined)
            {
                notes.Add(new ImportNote(number, "UnknownProperty", DayList.Shown(unknown.Name)));
                continue;
            }

            var (day, note) = DayList.DayOf(Text(entry, "date"), Text(entry, "kind"), Text(entry, "name"), Windows(entry), number, question);
            if (day is not null)
            {
                days.Add(day);
            }
            else
            {
                notes.Add(note!);
            }
        }

        return new ListedFile(days, notes, CountsEntries: true);
    }

    private static string Text(JsonElement entry, string property) => entry.TryGetProperty(property, out var value) ? TextOf(value) : "";

    private static IReadOnlyList<string> Windows(JsonElement entry) =>
        !entry.TryGetProperty("windows", out var windows) ? []
        : windows.ValueKind == JsonValueKind.Array ? [.. windows.EnumerateArray().Select(TextOf)]
        : [TextOf(windows)];

    /// <summary>A text, or as it is written: the reading of it then says what is wrong.</summary>
    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Number => value.GetDecimal().ToString(CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };
}
