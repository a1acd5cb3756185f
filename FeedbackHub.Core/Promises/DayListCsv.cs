using System.Text;

namespace FeedbackHub.Core.Promises;

/// <summary>
/// Days as a spreadsheet saves them: <c>date,kind,name,windows</c>. The first line may name the columns, in any order and in
/// either language. Empty lines and lines that begin with # are passed over.
/// </summary>
internal static class DayListCsv
{
    private static readonly string[][] Columns = [["date", "日期"], ["kind", "类型"], ["name", "名称"], ["windows", "时段"]];

    public static Result<ListedFile> Read(string text, DayListQuestion question)
    {
        var (days, notes) = (new List<ListedDay>(), new List<ImportNote>());
        int[]? places = null;
        var (number, found) = (0, 0);
        foreach (var line in text.EnumerateLines())
        {
            number++;
            var trimmed = line.Trim();
            if (trimmed.IsEmpty || trimmed[0] == '#')
            {
                continue;
            }

            if (FieldsOf(trimmed.ToString()) is not { } fields)
            {
                notes.Add(new ImportNote(number, "OpenQuote"));
                continue;
            }

            if (places is null)
            {
                places = PlacesIn(fields);
                if (places is not null)
                {
                    continue;
                }

                places = [0, 1, 2, 3];
            }

            if (++found > question.Limits.ImportEvents)
            {
                return DayList.Refuse("ImportTooManyEvents", question.Limits.ImportEvents);
            }

            string Field(int column) => places[column] is var place && place >= 0 && place < fields.Count ? fields[place] : "";
            var (day, note) = DayList.DayOf(Field(0), Field(1), Field(2), Field(3).Split(';', '；', '、', ','), number, question);
            if (day is not null)
            {
                days.Add(day);
            }
            else
            {
                notes.Add(note!);
            }
        }

        return days.Count + notes.Count == 0 ? DayList.Refuse("ImportEmpty") : new ListedFile(days, notes);
    }

    /// <summary>Which column each field is in, where the line names them; -1 for one that is not there.</summary>
    private static int[]? PlacesIn(List<string> fields)
    {
        var places = Array.ConvertAll(Columns, names => fields.FindIndex(field => names.Contains(field.Trim(), StringComparer.OrdinalIgnoreCase)));
        return places[0] >= 0 ? places : null;
    }

    /// <summary>The fields of a line (RFC 4180); null where a quote is left open.</summary>
    private static List<string>? FieldsOf(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"' when quoted && i + 1 < line.Length && line[i + 1] == '"':
                    field.Append('"');
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' or '\t' when !quoted:
                    fields.Add(field.ToString());
                    field.Clear();
                    break;
                default:
                    field.Append(line[i]);
                    break;
            }
        }

        fields.Add(field.ToString());
        return quoted ? null : fields;
    }
}
