using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Data;

/// <summary>Moves the tallies by the difference a change makes, in its transaction.</summary>
internal static class Figures
{
    public static async Task MoveAsync(HubContext db, Dictionary<Case, CaseImage> before, CancellationToken cancel)
    {
        var moves = new Dictionary<TallyMark, int>();
        foreach (var (now, was) in before)
        {
            Count(was.Figures, -1);
            Count(CaseImage.After(now), 1);
        }

        foreach (var (mark, count) in moves.Where(m => m.Value != 0))
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Tallies" ("Measure", "Bucket", "DepartmentId", "HandlerId", "Count")
                VALUES ({(int)mark.Measure}, {mark.Bucket}, {mark.DepartmentId}, {mark.HandlerId}, {count})
                ON CONFLICT ("Measure", "Bucket", "DepartmentId", "HandlerId") DO UPDATE SET "Count" = "Tallies"."Count" + excluded."Count"
                """,
                cancel);
            if (count < 0)
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    DELETE FROM "Tallies" WHERE "Measure" = {(int)mark.Measure} AND "Bucket" = {mark.Bucket}
                    AND "DepartmentId" = {mark.DepartmentId} AND "HandlerId" = {mark.HandlerId} AND "Count" = 0
                    """,
                    cancel);
            }
        }

        void Count(CaseFigures? figures, int by)
        {
            foreach (var mark in figures is null ? [] : TallyMark.Of(figures))
            {
                moves[mark] = moves.GetValueOrDefault(mark) + by;
            }
        }
    }
}
