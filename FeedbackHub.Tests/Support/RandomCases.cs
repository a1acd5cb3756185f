using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using NodaTime;

namespace FeedbackHub.Tests.Support;

/// <summary>Cases in every state and at every age, by a seed: rows as they could be, without the way that led there.</summary>
internal static class RandomCases
{
    public static async Task AddAsync(HubFixture hub, int count, long[] departments, long[] staff, int seed)
    {
        var random = new Random(seed);
        var now = hub.Database.Now;
        T Any<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];
        Instant Ago(int hours) => now - Duration.FromHours(random.Next(hours));

        for (var batch = 0; batch < count; batch += 50)
        {
            await hub.Database.WriteAsync<Done>(Actor.System, change =>
            {
                for (var i = batch; i < Math.Min(batch + 50, count); i++)
                {
                    var state = Any(Enum.GetValues<CaseState>());
                    var one = new Case
                    {
                        Number = $"FH-2025-{i + 1:D6}",
                        Kind = Any(Enum.GetValues<CaseKind>()),
                        Channel = Any(Enum.GetValues<Channel>()),
                        Severity = Any(Enum.GetValues<Severity>()),
                        Subject = $"Case {i}",
                        Description = $"Description {i}",
                        DepartmentId = Any(departments),
                        HandlerId = random.Next(2) == 0 ? null : Any(staff),
                        ConcernsStaffId = random.Next(5) == 0 ? Any(staff) : null,
                        State = state,
                        Attention = Any(Enum.GetValues<Attention>()),
                        ReceivedAt = Ago(8),
                        CalendarVersionId = 1,
                        PolicyVersionId = 1,
                        NewsVersion = 1,
                        LastMessage = "Hello",
                        LastMessageBy = AuthorKind.Customer,
                        LastMessageAt = Ago(5),
                    };
                    change.Db.Cases.Add(one);
                    var filed = change.Record(JournalKind.Filed, one);
                    filed.At = one.ReceivedAt - Duration.FromDays(random.Next(10));
                    if (state == CaseState.WaitingForCustomer)
                    {
                        change.Record(JournalKind.Asked, one).FromState = CaseState.InProgress;
                    }
                }

                return Task.FromResult<Result<Done>>(new Done());
            });
        }
    }
}
