using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Audit;
using FeedbackHub.Core.Backups;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Customers;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Data;
using FeedbackHub.Core.Data.Postgres;
using FeedbackHub.Core.Data.Sqlite;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Live;
using FeedbackHub.Core.Majors;
using FeedbackHub.Core.Promises;
using FeedbackHub.Core.Telemetry;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FeedbackHub.Core;

/// <summary>Registers the hub's core. Every use case is named here: what is not in this list cannot be done.</summary>
public static class CoreModule
{
    /// <summary>Adds the core on a folder of its own.</summary>
    public static IServiceCollection AddHubCore(this IServiceCollection services, StorageOptions storage, Limits limits, AccessOptions? access = null, DatabaseOptions? database = null)
    {
        database ??= new DatabaseOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(storage);
        services.AddSingleton(limits);
        services.AddSingleton(access ?? new AccessOptions());
        services.TryAddSingleton(new CaseRules());
        services.AddSingleton(s => database.Provider == DatabaseProvider.Postgres ? s.GetRequiredService<SharedSecrets>().Secrets() : HubSecretsFile.ReadOrMake(storage));
        services.AddSingleton<SharedSecrets>();
        services.AddSingleton<Leases>();
        services.AddDatabase(storage, database);
        services.AddSingleton<HubDatabase>();
        services.AddSingleton<Schema>();
        services.AddSingleton<DatabaseSetup>();
        services.AddSingleton<PromiseBook>();
        services.AddSingleton<RebuildPromises>();
        services.AddBackups();
        if (storage.FilesIn == FilePlace.Database)
        {
            services.AddSingleton<FileStore, DatabaseFiles>();
        }
        else
        {
            services.AddSingleton<FileStore, FolderFiles>();
        }

        services.AddSingleton<QueueToday>();
        services.AddSingleton<Actors>();
        services.AddSingleton<StaffAccounts>();
        services.AddSingleton<SetUpSecret>();
        services.AddSingleton<CasesLeftBehind>();
        services.TryAddSingleton<IPasswordHasher<StaffMember>, PasswordHasher<StaffMember>>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<JournalTail>();
        services.AddHostedService(s => s.GetRequiredService<JournalTail>());
        services.AddSingleton<OrphanSweep>();
        services.AddHostedService(s => s.GetRequiredService<OrphanSweep>());
        services.TryAddSingleton<EscalationOptions>();
        services.TryAddSingleton<ReviewOptions>();
        services.AddSingleton<TakeSteps>();
        services.AddSingleton<RemindCustomer>();
        services.AddSingleton<PromiseWatch>();
        services.AddHostedService(s => s.GetRequiredService<PromiseWatch>());
        services.AddSingleton<OverdueCount>();
        services.AddHostedService(s => s.GetRequiredService<OverdueCount>());
        return services.AddUseCases();
    }

    private static void AddDatabase(this IServiceCollection services, StorageOptions storage, DatabaseOptions database)
    {
        services.AddSingleton(database);
        if (database.Provider == DatabaseProvider.Postgres)
        {
            services.AddPooledDbContextFactory<PostgresHubContext>(options => PostgresHubContext.Configure(options, database.ConnectionString));
            services.AddSingleton<IDbContextFactory<HubContext>, HubContexts<PostgresHubContext>>();
            services.AddKeyedSingleton(HubDatabase.Writer, (s, _) => s.GetRequiredService<IDbContextFactory<HubContext>>());
            services.AddHostedService<JournalBell>();
            services.AddSingleton<DatabaseCopy>(s => new PostgresCopy(database.ConnectionString, s.GetRequiredService<IDbContextFactory<HubContext>>()));
        }
        else
        {
            services.AddPooledDbContextFactory<SqliteHubContext>(options => SqliteStorage.Configure(options, storage));
            services.AddSingleton<IDbContextFactory<HubContext>, HubContexts<SqliteHubContext>>();
            // Without a write-ahead log nobody else could open the file beside a connection that stays open.
            services.AddKeyedSingleton<IDbContextFactory<HubContext>>(
                HubDatabase.Writer, (s, _) => storage.Durable ? new SqliteWriter(storage) : s.GetRequiredService<IDbContextFactory<HubContext>>());
            services.AddSingleton<DatabaseCopy>(new SqliteCopy(storage));
        }
    }

    private static void AddBackups(this IServiceCollection services)
    {
        services.AddSingleton(s => new MakeBackup(
            s.GetRequiredService<StorageOptions>(), s.GetRequiredService<DatabaseOptions>(), s.GetRequiredService<DatabaseCopy>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new RestoreBackup(
            s.GetRequiredService<StorageOptions>(), s.GetRequiredService<DatabaseOptions>(), s.GetRequiredService<DatabaseCopy>(), s.GetRequiredService<IDbContextFactory<HubContext>>()));
    }

    private static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddSingleton<FileCase>()
        .AddSingleton<AcceptCase>()
        .AddSingleton<ClaimCase>()
        .AddSingleton<AssignCase>()
        .AddSingleton<ReturnCase>()
        .AddSingleton<ReadReturns>()
        .AddSingleton<ReplyToCustomer>()
        .AddSingleton<AskCustomer>()
        .AddSingleton<AddNote>()
        .AddSingleton<ResolveCase>()
        .AddSingleton<CloseCase>()
        .AddSingleton<ReopenCase>()
        .AddSingleton<RefuseCase>()
        .AddSingleton<MarkAsDuplicate>()
        .AddSingleton<WithdrawCase>()
        .AddSingleton<NoticeMessage>()
        .AddSingleton<EditCase>()
        .AddSingleton<AddCustomerMessage>()
        .AddSingleton<AnswerSolved>()
        .AddSingleton<AskReview>()
        .AddSingleton<FindTrackedCase>()
        .AddSingleton<ReadTrackedCase>()
        .AddSingleton<FindCaseByNumber>()
        .AddSingleton<ReadCase>()
        .AddSingleton<ReadTimeline>()
        .AddSingleton<OpenAttachment>()
        .AddSingleton<KeepDraft>()
        .AddSingleton<ReadDrafts>()
        .AddSingleton<MarkRead>()
        .AddSingleton<ListQueue>()
        .AddSingleton<ReadQueueRows>()
        .AddSingleton<CountViews>()
        .AddSingleton<FollowJournal>()
        .AddSingleton<ClaimNextCase>()
        .AddSingleton<ReadQueueChoices>()
        .AddSingleton<ReadWorkingHours>()
        .AddSingleton<ReadDashboard>()
        .AddSingleton<ReadKeptShare>()
        .AddSingleton<ReadCommitment>()
        .AddSingleton<ReadOutlook>()
        .AddSingleton<ListBreached>()
        .AddSingleton<InviteStaff>()
        .AddSingleton<RenewInvitation>()
        .AddSingleton<ReadInvitation>()
        .AddSingleton<AcceptInvitation>()
        .AddSingleton<SetUpFirstAdministrator>()
        .AddSingleton<RecordSignIn>()
        .AddSingleton<ChangeStaff>()
        .AddSingleton<ListStaff>()
        .AddSingleton<ReadStaffMember>()
        .AddSingleton<ListHandlers>()
        .AddSingleton<ReadOwnAccount>()
        .AddSingleton<ChangeOwnPassword>()
        .AddSingleton<ChangeOwnSettings>()
        .AddSingleton<CreateToken>()
        .AddSingleton<RevokeToken>()
        .AddSingleton<ListTokens>()
        .AddSingleton<SaveDepartment>()
        .AddSingleton<DeclareMajor>()
        .AddSingleton<GiveGroupTask>()
        .AddSingleton<ReportGroupTask>()
        .AddSingleton<ApproveMajor>()
        .AddSingleton<TellSituation>()
        .AddSingleton<LowerMajor>()
        .AddSingleton<ReadMajor>()
        .AddSingleton<ListMajors>()
        .AddSingleton<ListDepartments>()
        .AddSingleton<ListHeads>()
        .AddSingleton<SaveCategory>()
        .AddSingleton<ListCategories>()
        .AddSingleton<ListCategoryChoices>()
        .AddSingleton<ListCalendars>()
        .AddSingleton<PreviewCalendarImport>()
        .AddSingleton<NameCalendar>()
        .AddSingleton<ListSegments>()
        .AddSingleton<SaveSegment>()
        .AddSingleton<ReadCalendar>()
        .AddSingleton<SaveCalendar>()
        .AddSingleton<ReadPromiseTable>()
        .AddSingleton<SavePromiseTable>()
        .AddSingleton<ListPromiseVersions>()
        .AddSingleton<ExplainPromise>()
        .AddSingleton<PreviewRules>()
        .AddSingleton<ApplyRules>()
        .AddSingleton<PreviewPromise>()
        .AddSingleton<AskExtension>()
        .AddSingleton<DecideExtension>()
        .AddSingleton<PromiseAnew>()
        .AddSingleton<PressCase>()
        .AddSingleton<PutUnderSupervision>()
        .AddSingleton<ReportSupervision>()
        .AddSingleton<ReadEscalation>()
        .AddSingleton<ListNotices>()
        .AddSingleton<CountNotices>()
        .AddSingleton<MarkNoticesRead>()
        .AddSingleton<ListAuditActors>()
        .AddSingleton<ReadAudit>()
        .AddSingleton<ExportAudit>();
}
