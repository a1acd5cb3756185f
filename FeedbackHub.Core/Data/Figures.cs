using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Dashboards;

namespace FeedbackHub.Core.Data;

/// <summary>Moves the tallies by the difference a change makes, in its transaction.</summary>
internal static class Figures
{
    public static void Move(Settlement settlement, Dictionary<Case, CaseImage> before)
    {
        foreach (var (now, was) in before)
        {
            Count(was.Figures, -1);
            Count(CaseImage.After(now), 1);
        }

        void Count(CaseFigures? figures, int by)
        {
            foreach (var mark in figures is null ? [] : TallyMark.Of(figures))
            {
                settlement.Move(mark, by);
            }
        }
    }
}
