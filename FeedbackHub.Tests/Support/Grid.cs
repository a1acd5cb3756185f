namespace FeedbackHub.Tests.Support;

/// <summary>A table written out as text in a test, to be read by people: words apart by spaces, the first line its columns.</summary>
internal sealed class Grid
{
    private readonly Dictionary<(string Row, string Column), string> cells = [];

    public List<string> Rows { get; } = [];

    public List<string> Columns { get; } = [];

    public string this[string row, string column] => cells[(row, column)];

    public static Grid Read(string text)
    {
        var grid = new Grid();
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        grid.Columns.AddRange(Words(lines[0])[1..]);
        foreach (var words in lines[1..].Select(Words))
        {
            grid.Rows.Add(words[0]);
            foreach (var (column, word) in grid.Columns.Zip(words[1..], (column, word) => (column, word)))
            {
                grid.cells.Add((words[0], column), word);
            }
        }

        return grid;
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
