using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Cases;

/// <summary>Every state, every action, every role: first the table itself, then what the real use cases make of it.</summary>
public class CaseLifecycleTests
{
    /// <summary>The approved moves. A dot is an illegal move.</summary>
    private const string Approved =
        """
        .                  Accept   Claim      Assign   Return   Reply              Ask                Resolve  Close  Lapse  Reopen   Refuse      MarkDuplicate Withdraw  CustomerMessage    ConfirmSolved DenySolved AskReview
        New                Accepted InProgress Assigned .        .                  .                  .        .      .      .        NotAccepted Duplicate     Withdrawn New                .             .          .
        Accepted           .        InProgress Assigned .        .                  .                  .        .      .      .        NotAccepted Duplicate     Withdrawn Accepted           .             .          .
        Assigned           .        InProgress Assigned Assigned .                  .                  .        .      .      .        NotAccepted Duplicate     Withdrawn Assigned           .             .          .
        InProgress         .        InProgress Assigned Assigned InProgress         WaitingForCustomer Resolved .      .      .        NotAccepted Duplicate     Withdrawn InProgress         .             .          .
        WaitingForCustomer .        InProgress Assigned .        InProgress         WaitingForCustomer Resolved .      Closed .        .           Duplicate     Withdrawn InProgress         .             .          .
        Resolved           .        .          .        .        Resolved           .                  .        Closed .      Reopened .           .             .         Resolved           Closed        Reopened   Reopened
        Closed             .        .          .        .        Closed             .                  .        .      .      Reopened .           .             .         Closed             .             .          Reopened
        Reopened           .        InProgress Assigned .        InProgress         WaitingForCustomer Resolved .      .      .        .           Duplicate     Withdrawn Reopened           .             .          .
        NotAccepted        .        .          .        .        NotAccepted        .                  .        .      .      Reopened .           .             .         NotAccepted        .             .          Reopened
        Withdrawn          .        .          .        .        Withdrawn          .                  .        .      .      Reopened .           .             .         Withdrawn          .             .          .
        Duplicate          .        .          .        .        Duplicate          .                  .        .      .      Reopened .           .             .         Duplicate          .             .          .
        """;

    /// <summary>Who may do what. One action of the customer's own can also be done by staff: to withdraw.</summary>
    private const string WhoMay =
        """
        .               None Handler Supervisor Administrator Auditor Leader Public Customer
        Accept          -    yes     yes        -             -       -      -      -
        Claim           -    yes     yes        -             -       -      -      -
        Assign          -    yes     yes        -             -       -      -      -
        Return          -    yes     yes        -             -       -      -      -
        Reply           -    yes     yes        -             -       -      -      -
        Ask             -    yes     yes        -             -       -      -      -
        Resolve         -    yes     yes        -             -       -      -      -
        Close           -    yes     yes        -             -       -      -      -
        Reopen          -    yes     yes        -             -       -      -      -
        Refuse          -    yes     yes        -             -       -      -      -
        MarkDuplicate   -    yes     yes        -             -       -      -      -
        Withdraw        -    yes     yes        -             -       -      -      yes
        CustomerMessage -    -       -          -             -       -      -      yes
        ConfirmSolved   -    -       -          -             -       -      -      yes
        DenySolved      -    -       -          -             -       -      -      yes
        AskReview       -    -       -          -             -       -      -      yes
        """;

    /// <summary>Staff who answers a case that nobody has started takes it first, so these work where the table alone says no.</summary>
    private static readonly CaseState[] NotStarted = [CaseState.New, CaseState.Accepted, CaseState.Assigned];

    public static TheoryData<CaseState> States => [.. Enum.GetValues<CaseState>()];

    [Fact]
    public void The_table_of_moves_is_the_approved_one()
    {
        var approved = Grid.Read(Approved);
        Assert.Equal(Enum.GetNames<CaseState>().Order(), approved.Rows.Order());
        Assert.Equal(Enum.GetNames<CaseAction>().Order(), approved.Columns.Order());
        foreach (var state in Enum.GetValues<CaseState>())
        {
            foreach (var action in Enum.GetValues<CaseAction>())
            {
                var next = CaseLifecycle.Next(state, action)?.ToString() ?? ".";
                Assert.True(approved[state.ToString(), action.ToString()] == next, $"{state} × {action} leads to {next}");
                Assert.Equal(next != ".", CaseLifecycle.ActionsIn(state).Contains(action));
            }
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task The_use_cases_move_a_case_as_the_table_says_and_else_leave_every_byte_alone(CaseState state)
    {
        await using var hub = await HubFixture.StartAsync();
        var other = await hub.FileAsync();
        var handler = await hub.HandlerAsync();
        foreach (var action in CaseMoves.OfPeople)
        {
            var one = await CaseMoves.CaseInAsync(hub, state);
            var actor = CaseMoves.IsCustomers(action) ? Actor.Customer(one, "Wang Min") : handler;
            var before = await DatabaseSnapshot.OfAsync(hub);

            var failure = await CaseMoves.DoAsync(hub, actor, action, one, other.Number);

            var takenFirst = NotStarted.Contains(state) && action is CaseAction.Reply or CaseAction.Ask or CaseAction.Resolve;
            var next = CaseLifecycle.Next(takenFirst && NotStarted.Contains(state) ? CaseState.InProgress : state, action);
            if (next is null)
            {
                Assert.Equal(new IllegalMove(state, action), failure);
                Assert.Empty(DatabaseSnapshot.Differences(before, await DatabaseSnapshot.OfAsync(hub)));
            }
            else
            {
                Assert.True(failure is null, $"{state} × {action}: {failure}");
                Assert.Equal(next, (await hub.CaseAsync(one)).State);
            }
        }
    }

    [Fact]
    public async Task Only_those_who_may_do_an_action_can_do_it_and_nobody_else_changes_a_byte()
    {
        await using var hub = await HubFixture.StartAsync();
        var approved = Grid.Read(WhoMay);
        Assert.Equal(CaseMoves.OfPeople.Select(action => action.ToString()).Order(), approved.Rows.Order());
        var other = await hub.FileAsync();
        var staff = new Dictionary<string, Actor>();
        foreach (var role in Enum.GetNames<Roles>())
        {
            staff[role] = await hub.StaffAsync(role, Enum.Parse<Roles>(role), hub.FirstDepartment);
        }

        foreach (var action in CaseMoves.OfPeople)
        {
            var from = Enum.GetValues<CaseState>().First(s => CaseLifecycle.Next(s, action) is not null);
            foreach (var role in approved.Columns)
            {
                var one = await CaseMoves.CaseInAsync(hub, from);
                var actor = role switch
                {
                    "Public" => Actor.Public,
                    "Customer" => Actor.Customer(one, "Wang Min"),
                    _ => staff[role],
                };
                var before = await DatabaseSnapshot.OfAsync(hub);

                var failure = await CaseMoves.DoAsync(hub, actor, action, one, other.Number);

                if (approved[action.ToString(), role] == "yes")
                {
                    Assert.True(failure is null, $"{action} by {role}: {failure}");
                }
                else
                {
                    Assert.True(failure is NotAllowed, $"{action} by {role}: {failure?.ToString() ?? "went through"}");
                    Assert.Empty(DatabaseSnapshot.Differences(before, await DatabaseSnapshot.OfAsync(hub)));
                }
            }
        }
    }
}
