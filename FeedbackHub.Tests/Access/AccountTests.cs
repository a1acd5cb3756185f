using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Tests.Support;
using Microsoft.AspNetCore.Identity;
using NodaTime;
using Xunit;

namespace FeedbackHub.Tests.Access;

public class AccountTests
{
    [Fact]
    public async Task Changing_the_own_password_asks_for_the_old_one_and_ends_other_sessions()
    {
        await using var hub = await HubFixture.StartAsync();
        var me = await hub.HandlerAsync();
        var accounts = hub.Get<StaffAccounts>();
        var before = (await accounts.FindAsync(me.Id!.Value))!;
        before.Rehash(hub.Get<IPasswordHasher<StaffMember>>().HashPassword(before, "the old password"));
        await accounts.SaveAsync(before);
        var change = hub.Use<ChangeOwnPassword>();

        var wrong = await change.ExecuteAsync(me, new ChangeOwnPassword.Request("not this one", "the new password"));
        var weak = await change.ExecuteAsync(me, new ChangeOwnPassword.Request("the old password", before.Email));
        var right = await change.ExecuteAsync(me, new ChangeOwnPassword.Request("the old password", "the new password"));

        var after = (await accounts.FindAsync(me.Id.Value))!;
        Assert.Equal(new Invalid("Current", "PasswordWrong"), wrong.Failure);
        Assert.Equal(new Invalid("New", "PasswordGuessable"), weak.Failure);
        Assert.Null(right.Failure);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        Assert.Equal(PasswordVerificationResult.Success, hub.Get<IPasswordHasher<StaffMember>>().VerifyHashedPassword(after, after.PasswordHash!, "the new password"));
    }

    [Fact]
    public async Task Failures_are_counted_without_an_entry_and_none_is_lost_when_two_come_at_once()
    {
        await using var hub = await HubFixture.StartAsync();
        var me = await hub.HandlerAsync();
        var accounts = hub.Get<StaffAccounts>();
        var head = await hub.HeadAsync();
        var (one, two) = ((await accounts.FindAsync(me.Id!.Value))!, (await accounts.FindAsync(me.Id.Value))!);

        await Task.WhenAll(accounts.CountFailureAsync(one), accounts.CountFailureAsync(two));
        one.LockOutUntil(Instant.FromUtc(2026, 3, 2, 2, 0));
        await accounts.SaveAsync(one);

        var stored = (await accounts.FindAsync(me.Id.Value))!;
        Assert.Equal((2, Instant.FromUtc(2026, 3, 2, 2, 0)), (stored.AccessFailedCount, stored.LockoutEnd));
        Assert.Equal(head, await hub.HeadAsync());
    }

    [Fact]
    public async Task A_sign_in_under_way_does_not_bring_an_old_password_back()
    {
        await using var hub = await HubFixture.StartAsync();
        var me = await hub.HandlerAsync();
        var accounts = hub.Get<StaffAccounts>();
        var (signingIn, changing) = ((await accounts.FindAsync(me.Id!.Value))!, (await accounts.FindAsync(me.Id.Value))!);
        changing.Rehash("the new one");
        await accounts.SaveAsync(changing);

        signingIn.ForgetFailures();
        signingIn.Rehash("the old one, hashed anew");
        await accounts.SaveAsync(signingIn);

        Assert.Equal("the new one", (await accounts.FindAsync(me.Id.Value))!.PasswordHash);
    }

    [Fact]
    public async Task Signing_in_and_failing_to_are_in_the_journal_without_what_was_typed()
    {
        await using var hub = await HubFixture.StartAsync();
        var me = await hub.HandlerAsync();
        var head = await hub.HeadAsync();
        var record = hub.Use<RecordSignIn>();

        await record.ExecuteAsync(Actor.Public, new RecordSignIn.Request(me.Id, SignInOutcome.WrongPassword));
        await record.ExecuteAsync(Actor.Public, new RecordSignIn.Request(null, SignInOutcome.UnknownEmail));
        await record.ExecuteAsync(Actor.Public, new RecordSignIn.Request(me.Id, SignInOutcome.SignedIn));

        Assert.Equal(
            [
                (JournalKind.SignInFailed, ActorKind.Public, null, me.Id, "WrongPassword"),
                (JournalKind.SignInFailed, ActorKind.Public, null, null, "UnknownEmail"),
                (JournalKind.SignedIn, ActorKind.Staff, me.Id, me.Id, null),
            ],
            (await hub.JournalAsync(head)).Select(j => (j.Kind, j.ActorKind, j.ActorId, j.SubjectId, j.Note)));
    }

    [Fact]
    public async Task A_token_works_until_it_is_revoked_and_is_stored_only_as_a_hash()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync();
        var made = (await hub.Use<CreateToken>().ExecuteAsync(ada, new CreateToken.Request("Wallboard", ApiScopes.Read, [hub.FirstDepartment]))).Value;
        var program = await hub.Get<Actors>().ForTokenAsync(made.Token);
        var listed = Assert.Single((await hub.Use<ListTokens>().ExecuteAsync(ada, new ListTokens.Request())).Value);

        await hub.Use<RevokeToken>().ExecuteAsync(ada, new RevokeToken.Request(made.Id));

        Assert.StartsWith("fh_", made.Token);
        Assert.Equal(46, made.Token.Length);
        Assert.True(program!.Can(Permissions.CasesRead) && !program.Can(Permissions.CasesWork) && !program.SeesAllDepartments);
        Assert.Equal(made.Token[..9], listed.Prefix);
        Assert.Equal([hub.FirstDepartment], listed.Departments);
        Assert.Null(await hub.Get<Actors>().ForTokenAsync(made.Token));
        Assert.DoesNotContain(made.Token, string.Concat((await hub.JournalAsync()).Select(j => j.Changes)));
        var nothing = await hub.Use<CreateToken>().ExecuteAsync(ada, new CreateToken.Request("x", ApiScopes.None, [99]));
        Assert.Equal(["Scopes", "Departments"], Assert.IsType<Invalid>(nothing.Failure).Problems.Select(p => p.Field));
    }

    [Fact]
    public async Task People_are_listed_by_name_a_page_at_a_time_and_found_by_part_of_it()
    {
        await using var hub = await HubFixture.StartAsync();
        var ada = await hub.AdministratorAsync("Ada");
        foreach (var name in new[] { "Bo", "Bo", "陈晨", "100%_sure" })
        {
            await hub.HandlerAsync(name);
        }

        var list = hub.Use<ListStaff>();
        var names = new List<string>();
        StaffPlace? after = null;
        do
        {
            var page = (await list.ExecuteAsync(ada, new ListStaff.Request(After: after, Size: 2))).Value;
            names.AddRange(page.Rows.Select(r => r.Name));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(["100%_sure", "Ada", "Bo", "Bo", "陈晨"], names);
        Assert.Equal("陈晨", Assert.Single((await list.ExecuteAsync(ada, new ListStaff.Request("晨"))).Value.Rows).Name);
        Assert.Equal("100%_sure", Assert.Single((await list.ExecuteAsync(ada, new ListStaff.Request("0%_"))).Value.Rows).Name);
        Assert.Equal(5, (await list.ExecuteAsync(ada, new ListStaff.Request("PERSON"))).Value.Rows.Count);
    }

    [Fact]
    public async Task The_assign_dialog_offers_who_can_work_with_their_load_and_leaves_out_the_person_complained_about()
    {
        await using var hub = await HubFixture.StartAsync();
        var (lin, wu) = (await hub.HandlerAsync("Lin"), await hub.HandlerAsync("Wu"));
        await hub.AuditorAsync();
        var first = (await hub.FileAsync()).CaseId;
        var second = (await hub.FileAsync()).CaseId;
        await hub.Use<ClaimCase>().ExecuteAsync(lin, new ClaimCase.Request(first));
        await hub.ConcernsAsync(second, wu.Id!.Value);
        var list = hub.Use<ListHandlers>();

        var all = (await list.ExecuteAsync(lin, new ListHandlers.Request())).Value;
        var forSecond = (await list.ExecuteAsync(lin, new ListHandlers.Request(second))).Value;

        Assert.Equal([("Lin", 1), ("Wu", 0)], all.Select(h => (h.Name, h.OpenCases)));
        Assert.Equal(["Lin"], forSecond.Select(h => h.Name));
        Assert.Equal(new NotFound(), (await list.ExecuteAsync(wu, new ListHandlers.Request(second))).Failure);
    }
}
