using FeedbackHub.Core;
using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Live;
using FeedbackHub.Tests.Support;
using Xunit;

namespace FeedbackHub.Tests.Access;

/// <summary>Every use case against everybody: who may, who may not, and from whom the case is hidden.</summary>
public class UseCaseMatrixTests(ITestOutputHelper output)
{
    /// <summary>
    /// The approved matrix. <c>yes</c>: allowed (whether or not the case's state permits it); <c>no</c>: lacks the permission;
    /// <c>hid</c>: the case looks as if it were not there. Own and other are handlers of the case's and of another department,
    /// Owner is one of another department to whom the case was given; Named is the person complained about, though handler of
    /// its department, supervisor and auditor; Leader leads the whole, Head the case's department; Customer holds its code, Stranger another case's.
    /// </summary>
    private const string Approved =
        """
        .                       None Own Other Owner Supervisor Administrator Auditor Named Leader Head Public Customer Stranger FileToken ReadToken WorkToken OtherDeptToken
        AcceptCase              no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        AcceptInvitation        no   no  no    no    no         no            no      no    no     no   yes    no       no       no        no        no        no
        AddCustomerMessage      no   no  no    no    no         no            no      no    no     no   no     yes      hid      no        no        no        no
        AddNote                 no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        AnswerSolved            no   no  no    no    no         no            no      no    no     no   no     yes      hid      no        no        no        no
        ApplyRules              no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        ApproveMajor            no   no  no    no    yes        no            no      hid   yes    yes  no     no       no       no        no        no        no
        AskCustomer             no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        AskExtension            no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        no        hid
        AskReview               no   no  no    no    no         no            no      no    no     no   no     yes      hid      no        no        no        no
        AssignCase              no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        ChangeOwnPassword       yes  yes yes   yes   yes        yes           yes     yes   yes    yes  no     no       no       no        no        no        no
        ChangeOwnSettings       yes  yes yes   yes   yes        yes           yes     yes   yes    yes  no     no       no       no        no        no        no
        ChangeStaff             no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        ClaimCase               no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        no        hid
        ClaimNextCase           no   yes yes   yes   yes        no            no      yes   no     yes  no     no       no       no        no        no        no
        CloseCase               no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        CountNotices            yes  yes yes   yes   yes        yes           yes     yes   yes    yes  no     no       no       no        no        no        no
        CountViews              no   yes yes   yes   yes        no            yes     yes   yes    yes  no     no       no       no        yes       yes       yes
        CreateToken             no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        DecideExtension         no   no  no    no    hid        no            no      hid   hid    hid  no     no       no       no        no        no        no
        DeclareMajor            no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        EditCase                no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        ExplainPromise          no   no  no    no    yes        yes           yes     yes   no     no   no     no       no       no        no        no        no
        ExportAudit             no   no  no    no    no         yes           yes     yes   no     no   no     no       no       no        no        no        no
        FileCase                yes  yes yes   yes   yes        yes           yes     yes   yes    yes  yes    yes      yes      yes       no        no        no
        FindCaseByNumber        no   yes hid   yes   yes        no            yes     hid   yes    yes  no     no       no       no        yes       yes       hid
        FindTrackedCase         yes  yes yes   yes   yes        yes           yes     yes   yes    yes  yes    yes      yes      yes       no        no        no
        FollowJournal           no   yes yes   yes   yes        no            yes     yes   yes    yes  no     no       no       no        yes       yes       yes
        GiveGroupTask           no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        InviteStaff             no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        KeepDraft               no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        no        no
        ListAuditActors         no   no  no    no    no         yes           yes     yes   no     no   no     no       no       no        no        no        no
        ListBreached            no   no  no    no    yes        no            yes     yes   yes    no   no     no       no       no        no        no        no
        ListCalendars           no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        ListCategories          yes  yes yes   yes   yes        yes           yes     yes   yes    yes  no     no       no       no        no        no        no
        ListCategoryChoices     yes  yes yes   yes   yes        yes           yes     yes   yes    yes  yes    yes      yes      yes       no        no        no
        ListDepartments         yes  yes yes   yes   yes        yes           yes     yes   yes    yes  no     no       no       no        no        no        no
        ListHandlers            no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        ListHeads               no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        ListMajors              no   yes yes   yes   yes        no            yes     yes   yes    yes  no     no       no       no        yes       yes       yes
        ListNotices             yes  yes yes   yes   yes        yes           yes     yes   yes    yes  no     no       no       no        no        no        no
        ListPromiseVersions     no   no  no    no    yes        yes           yes     yes   no     no   no     no       no       no        no        no        no
        ListQueue               no   yes yes   yes   yes        no            yes     yes   yes    yes  no     no       no       no        yes       yes       yes
        ListSegments            yes  yes yes   yes   yes        yes           yes     yes   yes    yes  no     no       no       no        no        no        no
        ListStaff               no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        ListTokens              no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        LowerMajor              no   no  no    no    yes        no            no      hid   yes    yes  no     no       no       no        no        no        no
        MarkAsDuplicate         no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        MarkNoticesRead         yes  yes yes   yes   yes        yes           yes     yes   yes    yes  no     no       no       no        no        no        no
        MarkRead                no   yes hid   yes   yes        no            yes     hid   yes    yes  no     no       no       no        no        no        no
        NameCalendar            no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        NoticeMessage           no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        OpenAttachment          no   yes hid   yes   yes        no            yes     hid   yes    yes  no     yes      hid      no        yes       yes       hid
        PressCase               no   no  no    no    no         no            no      hid   yes    no   no     no       no       no        no        no        no
        PreviewCalendarImport   no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        PreviewPromise          yes  yes yes   yes   yes        yes           yes     yes   yes    yes  yes    yes      yes      yes       no        no        no
        PreviewRules            no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        PromiseAnew             no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        PutUnderSupervision     no   no  no    no    no         no            no      hid   yes    no   no     no       no       no        no        no        no
        ReadAudit               no   no  no    no    no         yes           yes     yes   no     no   no     no       no       no        no        no        no
        ReadCalendar            no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        ReadCase                no   yes hid   yes   yes        no            yes     hid   yes    yes  no     no       no       no        yes       yes       hid
        ReadCommitment          yes  yes yes   yes   yes        yes           yes     yes   yes    yes  yes    yes      yes      yes       no        no        no
        ReadDashboard           no   no  no    no    yes        no            yes     yes   yes    no   no     no       no       no        no        no        no
        ReadDrafts              no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        no        no
        ReadEscalation          no   yes hid   yes   yes        no            yes     hid   yes    yes  no     no       no       no        yes       yes       hid
        ReadInvitation          no   no  no    no    no         no            no      no    no     no   yes    no       no       no        no        no        no
        ReadKeptShare           no   yes yes   yes   yes        no            yes     yes   yes    yes  no     no       no       no        yes       yes       yes
        ReadMajor               no   yes hid   yes   yes        no            yes     hid   yes    yes  no     no       no       no        yes       yes       hid
        ReadOutlook             no   no  no    no    yes        no            yes     yes   yes    no   no     no       no       no        no        no        no
        ReadOwnAccount          yes  yes yes   yes   yes        yes           yes     yes   yes    yes  no     no       no       no        no        no        no
        ReadPromiseTable        no   no  no    no    yes        yes           yes     yes   no     no   no     no       no       no        no        no        no
        ReadQueueChoices        no   yes yes   yes   yes        no            yes     yes   yes    yes  no     no       no       no        yes       yes       yes
        ReadQueueRows           no   yes yes   yes   yes        no            yes     yes   yes    yes  no     no       no       no        yes       yes       yes
        ReadReturns             no   no  no    no    yes        no            yes     yes   yes    no   no     no       no       no        no        no        no
        ReadStaffMember         no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        ReadTimeline            no   yes hid   yes   yes        no            yes     hid   yes    yes  no     no       no       no        yes       yes       hid
        ReadTrackedCase         no   no  no    no    no         no            no      no    no     no   no     yes      hid      no        no        no        no
        ReadWorkingHours        yes  yes yes   yes   yes        yes           yes     yes   yes    yes  no     no       no       no        no        no        no
        RecordSignIn            no   no  no    no    no         no            no      no    no     no   yes    no       no       no        no        no        no
        RefuseCase              no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        RenewInvitation         no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        ReopenCase              no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        ReplyToCustomer         no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        ReportGroupTask         no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        ReportSupervision       no   hid hid   hid   hid        no            no      hid   no     hid  no     no       no       no        no        hid       hid
        ResolveCase             no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        ReturnCase              no   yes hid   yes   yes        no            no      hid   no     yes  no     no       no       no        no        yes       hid
        RevokeToken             no   no  no    no    no         hid           no      no    no     no   no     no       no       no        no        no        no
        SaveCalendar            no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        SaveCategory            no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        SaveDepartment          no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        SavePromiseTable        no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        SaveSegment             no   no  no    no    no         yes           no      no    no     no   no     no       no       no        no        no        no
        SetUpFirstAdministrator no   no  no    no    no         no            no      no    no     no   yes    no       no       no        no        no        no
        TellSituation           no   yes hid   yes   yes        no            yes     hid   yes    yes  no     no       no       no        yes       yes       hid
        WithdrawCase            no   yes hid   yes   yes        no            no      hid   no     yes  no     yes      hid      no        no        yes       hid
        """;

    private static readonly int Widest = Samples.UseCases.Max(t => t.Name.Length);

    [Fact]
    public void Every_use_case_has_a_sample_request_a_line_in_the_matrix_and_a_known_permission()
    {
        Assert.True(Samples.UseCases.Count >= 29);
        Assert.Equal(Samples.UseCases.Select(t => t.Name).Order(), Samples.Requests.Keys.Select(t => t.Name).Order());
        Assert.Equal(Samples.UseCases.Select(t => t.Name).Order(), Grid.Read(Approved).Rows.Order());
        foreach (var useCase in Samples.UseCases)
        {
            Assert.Contains((string)useCase.GetProperty("Requires")!.GetValue(null)!, Permissions.All);
        }
    }

    [Fact]
    public async Task Everybody_may_what_the_matrix_says_and_no_more()
    {
        await using var hub = await HubFixture.StartAsync();
        var approved = Grid.Read(Approved);
        var elsewhere = await hub.DepartmentAsync("Elsewhere");
        var staff = new Dictionary<string, Actor>
        {
            ["None"] = await hub.StaffAsync("None", Roles.None, hub.FirstDepartment),
            ["Own"] = await hub.HandlerAsync("Own"),
            ["Other"] = await hub.HandlerAsync("Other", elsewhere),
            ["Owner"] = await hub.HandlerAsync("Owner", elsewhere),
            ["Supervisor"] = await hub.SupervisorAsync(),
            ["Administrator"] = await hub.AdministratorAsync(),
            ["Auditor"] = await hub.AuditorAsync(),
            ["Leader"] = await hub.LeaderAsync(),
            ["Head"] = await hub.HeadAsync(hub.FirstDepartment),
            ["Named"] = await hub.StaffAsync("Named", Roles.Handler | Roles.Supervisor | Roles.Auditor, hub.FirstDepartment),
            ["Public"] = Actor.Public,
            ["FileToken"] = Actor.Program(1, "File", ApiScopes.File, []),
            ["ReadToken"] = Actor.Program(2, "Read", ApiScopes.Read, []),
            ["WorkToken"] = Actor.Program(3, "Work", ApiScopes.Read | ApiScopes.Work, []),
            ["OtherDeptToken"] = Actor.Program(4, "Elsewhere", ApiScopes.Read | ApiScopes.Work, [elsewhere]),
        };
        var found = new List<string>();
        foreach (var useCase in Samples.UseCases)
        {
            var line = useCase.Name.PadRight(Widest);
            foreach (var who in approved.Columns)
            {
                var sample = await SampleCase.FileAsync(hub);
                await hub.SaveAsync(change =>
                {
                    var one = change.Db.Cases.Single(c => c.Id == sample.Id);
                    (one.ConcernsStaffId, one.HandlerId) = (staff["Named"].Id, who == "Owner" ? staff["Owner"].Id : null);
                    change.Record(JournalKind.Edited, one);
                });
                var actor = who switch
                {
                    "Customer" => Actor.Customer(sample.Id, "Wang Min"),
                    "Stranger" => Actor.Customer(sample.Id - 1, "Somebody else"),
                    _ => staff[who],
                };
                var (failure, _) = await Samples.RunAsync(hub, useCase, actor, Samples.Requests[useCase](sample));
                var word = failure switch { NotAllowed => "no", NotFound => "hid", _ => "yes" };
                line += $" {word.PadRight(who.Length)}";
            }

            found.Add(line.TrimEnd());
        }

        var columns = $"{".".PadRight(Widest)} {string.Join(' ', approved.Columns)}";
        var actual = string.Join('\n', found.Prepend(columns));
        output.WriteLine(actual);
        Assert.Equal(Approved.ReplaceLineEndings("\n"), actual);
    }

    [Fact]
    public async Task Whoever_is_complained_about_gets_nothing_of_the_case_from_any_list_count_search_or_live_update()
    {
        await using var hub = await HubFixture.StartAsync();
        var feed = await hub.StartTailAsync();
        foreach (var roles in new[] { Roles.Handler, Roles.Supervisor, Roles.Auditor, Roles.Handler | Roles.Supervisor | Roles.Administrator | Roles.Auditor })
        {
            var named = await hub.StaffAsync($"Named {roles}", roles, hub.FirstDepartment);
            var colleague = await hub.StaffAsync($"Colleague {roles}", roles, hub.FirstDepartment);
            var before = (await hub.Use<CountViews>().ExecuteAsync(named, new CountViews.Request())).Value;
            var receipt = await hub.FileAsync(f => f with { Description = $"Zanzibar{(int)roles} was rude." });
            await hub.ConcernsAsync(receipt.CaseId, named.StaffId!.Value);
            var seq = await hub.HeadAsync();
            await hub.SaveAsync(change =>
            {
                var one = change.Db.Cases.Single(c => c.Id == receipt.CaseId);
                (one.HandlerId, one.Attention) = (named.StaffId, Attention.Reopened);
                change.Record(JournalKind.Edited, one);
            });

            foreach (var view in Enum.GetValues<QueueView>())
            {
                foreach (var words in new[] { "", $"Zanzibar{(int)roles}", receipt.Number })
                {
                    var filter = new QueueFilter { View = view, Words = words };
                    Assert.DoesNotContain((await hub.Use<ListQueue>().ExecuteAsync(named, new(filter))).Value.Rows, r => r.Id == receipt.CaseId);
                    Assert.Empty((await hub.Use<ReadQueueRows>().ExecuteAsync(named, new(filter, [receipt.CaseId]))).Value);
                    if (words.Length > 0)
                    {
                        Assert.Single((await hub.Use<ListQueue>().ExecuteAsync(colleague, new(filter))).Value.Rows);
                    }
                }
            }

            Assert.Equal(before, (await hub.Use<CountViews>().ExecuteAsync(named, new CountViews.Request())).Value);
            await feed.WaitBeyondAsync(seq, TestContext.Current.CancellationToken);
            var updates = await hub.Get<JournalTail>().ReadAfterAsync(seq, TestContext.Current.CancellationToken);
            Assert.NotEmpty(updates);
            Assert.DoesNotContain(updates, u => u.IsFor(named));
            Assert.All(updates, u => Assert.True(u.IsFor(colleague)));
        }
    }
}
