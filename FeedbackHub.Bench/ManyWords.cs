using FeedbackHub.Core.Data;

namespace FeedbackHub.Bench;

/// <summary>The search words of the cases of <see cref="ManyCases"/>, as the hub would keep them, made by plain SQL.</summary>
internal static class ManyWords
{
    /// <summary>What one case in fifty has in its description: even ten thousand cases fill a window of search results with it.</summary>
    public const string Rare = " 爆炸 explosion";

    /// <summary>The words of a case that has a number <c>x</c>.</summary>
    public static string Sql => $"""
        '{Words("The kettle number leaks customer since the second day the kettle leaks. 我要退款，水壶漏水。 example com When will I get my money back? We have found the parcel and send the money back today. 我们今天退款。")}'
            || CASE WHEN x % 50 = 0 THEN ' {Words(Rare)}' ELSE '' END{Number("x")}{Number("(x % 50000)")}{Number("('c' || x)")}
        """;

    /// <summary>The same as a <c>tsvector</c> is written, with the words of the blocks that the case numbered <c>i</c> lies in (PostgresDialect).</summary>
    public static string SqlWithBlocks => string.Concat(new[] { 10, 13, 16 }.Select(bits => $"'''#{bits}:' || (i >> {bits}) || ''' ' || ")) + Sql;

    private static string Words(string text) => string.Join(' ', SearchWords.ForIndex([text]));

    private static string Number(string number) => $" || ' ' || {number}" + string.Concat(Enumerable.Range(1, 6).Select(length =>
        $" || CASE WHEN length({number}) > {length} THEN ' ' || substr({number}, 1, {length}) || '{SearchWords.AsBeginning("")}' ELSE '' END"));
}
