using FsCheck;
using FsCheck.Fluent;

namespace FeedbackHub.Tests.Support;

/// <summary>Checks that something holds for whatever a generator comes up with; on failure FsCheck names the case and its seed.</summary>
internal static class Law
{
    public static void Holds<T>(Gen<T> cases, Action<T> check, int times = 200) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true),
            Prop.ForAll(cases.ToArbitrary(), check));
}
