using FeedbackHub.Core.Access;
using FeedbackHub.Core.Assignment;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Customers;
using FeedbackHub.Core.Dashboards;
using FeedbackHub.Core.Escalation;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Majors;
using FeedbackHub.Core.Promises;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace FeedbackHub.Core.Data;

/// <summary>
/// The database: the same tables on SQLite and on PostgreSQL, each with a derived context, a dialect and migrations of its
/// own. Read and written through <see cref="HubDatabase"/> only, one context an operation.
/// </summary>
public abstract class HubContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>What this database says in its own way.</summary>
    internal abstract Dialect Dialect { get; }

    /// <summary>Everything filed.</summary>
    public DbSet<Case> Cases => Set<Case>();

    /// <summary>What was promised in each case, and how it stands.</summary>
    public DbSet<CasePromise> CasePromises => Set<CasePromise>();

    /// <summary>What was written.</summary>
    public DbSet<Message> Messages => Set<Message>();

    /// <summary>Files sent with messages.</summary>
    public DbSet<Attachment> Attachments => Set<Attachment>();

    /// <summary>What happened, in order.</summary>
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();

    /// <summary>Who can sign in.</summary>
    public DbSet<StaffMember> Staff => Set<StaffMember>();

    /// <summary>Who belongs where.</summary>
    public DbSet<StaffDepartment> StaffDepartments => Set<StaffDepartment>();

    /// <summary>What other programs sign in with.</summary>
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    /// <summary>Hand-overs that were sent back.</summary>
    public DbSet<CaseReturn> Returns => Set<CaseReturn>();

    /// <summary>What is kept of major cases.</summary>
    public DbSet<MajorCase> Majors => Set<MajorCase>();

    /// <summary>The tasks of their joint groups.</summary>
    public DbSet<GroupTask> GroupTasks => Set<GroupTask>();

    /// <summary>The units that own queues.</summary>
    public DbSet<Department> Departments => Set<Department>();

    /// <summary>The category tree.</summary>
    public DbSet<Category> Categories => Set<Category>();

    /// <summary>The groups of customers.</summary>
    public DbSet<Segment> Segments => Set<Segment>();

    /// <summary>The business calendars, the company's first.</summary>
    public DbSet<Calendar> Calendars => Set<Calendar>();

    /// <summary>Their versions.</summary>
    public DbSet<CalendarVersion> CalendarVersions => Set<CalendarVersion>();

    /// <summary>The promise table's versions.</summary>
    public DbSet<PolicyVersion> Policies => Set<PolicyVersion>();

    /// <summary>Which filing became which case.</summary>
    public DbSet<Filing> Filings => Set<Filing>();

    /// <summary>Typed and not yet sent.</summary>
    public DbSet<Draft> Drafts => Set<Draft>();

    /// <summary>Who has seen what.</summary>
    public DbSet<ReadMark> ReadMarks => Set<ReadMark>();

    /// <summary>Figures kept as cases change.</summary>
    public DbSet<Tally> Tallies => Set<Tally>();

    /// <summary>More time asked for.</summary>
    public DbSet<Extension> Extensions => Set<Extension>();

    /// <summary>Reports that overseers asked for.</summary>
    public DbSet<Supervision> Supervisions => Set<Supervision>();

    /// <summary>What staff members are to know.</summary>
    public DbSet<Notice> Notices => Set<Notice>();

    /// <summary>Numbers given out.</summary>
    public DbSet<Counter> Counters => Set<Counter>();

    /// <summary>Secrets that all nodes share.</summary>
    public DbSet<SharedSecret> SharedSecrets => Set<SharedSecret>();

    /// <summary>Work that one node alone does.</summary>
    public DbSet<Lease> Leases => Set<Lease>();

    /// <summary>Contents of attachments that are here.</summary>
    public DbSet<StoredContent> StoredContents => Set<StoredContent>();

    /// <summary>Their bytes.</summary>
    public DbSet<StoredPart> StoredParts => Set<StoredPart>();

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Instant>().HaveConversion<InstantAsMicroseconds>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Case>(e =>
        {
            e.Property(c => c.Number).HasMaxLength(20);
            e.HasIndex(c => c.Number).IsUnique();
            e.Property(c => c.Version).IsConcurrencyToken();
            e.HasMany(c => c.Promises).WithOne().HasForeignKey(p => p.CaseId);
            e.HasMany(c => c.Attachments).WithOne().HasForeignKey(a => a.CaseId);
            e.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.HandlerId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Category>().WithMany().HasForeignKey(c => c.CategoryId).OnDelete(DeleteBehavior.Restrict);

            // The queue's views walk one of these in order and stop after a page. Only what is on a desk is in the first nine,
            // so that they stay as small as the work is, however many finished cases there are.
            const string onDesk = "\"OnDesk\"";
            e.HasIndex(c => new { c.QueueOrder, c.Id }).HasFilter(onDesk);
            e.HasIndex(c => new { c.ReceivedAt, c.Id }).HasFilter(onDesk);
            e.HasIndex(c => new { c.LastMessageAt, c.Id }, "IX_Cases_OnDesk_LastMessageAt_Id").HasFilter(onDesk);
            e.HasIndex(c => new { c.DepartmentId, c.QueueOrder, c.Id }).HasFilter(onDesk);
            e.HasIndex(c => new { c.DepartmentId, c.ReceivedAt, c.Id }).HasFilter(onDesk);
            e.HasIndex(c => new { c.DepartmentId, c.LastMessageAt, c.Id }, "IX_Cases_OnDesk_DepartmentId_LastMessageAt_Id").HasFilter(onDesk);
            e.HasIndex(c => new { c.HandlerId, c.QueueOrder, c.Id }).HasFilter(onDesk);
            e.HasIndex(c => new { c.HandlerId, c.ReceivedAt, c.Id }).HasFilter(onDesk);
            e.HasIndex(c => new { c.HandlerId, c.LastMessageAt, c.Id }, "IX_Cases_OnDesk_HandlerId_LastMessageAt_Id").HasFilter(onDesk);
            const string finished = "NOT (\"OnDesk\")";
            e.HasIndex(c => new { c.LastMessageAt, c.Id }, "IX_Cases_Finished_LastMessageAt_Id").HasFilter(finished);
            e.HasIndex(c => new { c.DepartmentId, c.LastMessageAt, c.Id }, "IX_Cases_Finished_DepartmentId_LastMessageAt_Id").HasFilter(finished);
            e.HasIndex(c => new { c.HandlerId, c.LastMessageAt, c.Id }, "IX_Cases_Finished_HandlerId_LastMessageAt_Id").HasFilter(finished);
            e.HasIndex(c => new { c.ResponsibleDepartmentId, c.QueueOrder, c.Id }).HasFilter("\"ResponsibleDepartmentId\" IS NOT NULL");
            e.HasIndex(c => new { c.Severity, c.ReceivedAt, c.Id }, "IX_Cases_Major").HasFilter("\"Severity\" = 2 AND \"EndedAt\" IS NULL");
            e.HasIndex(c => c.ConcernsStaffId);
            e.HasIndex(c => c.WaitingStepAt).HasFilter("\"WaitingStepAt\" IS NOT NULL");
            e.HasIndex(c => c.DecidedAt);
            e.HasIndex(c => c.ReceivedAt);
            e.HasIndex(c => c.DueAt).HasFilter(onDesk);
        });
        modelBuilder.Entity<CasePromise>(e =>
        {
            e.HasKey(p => new { p.CaseId, p.Kind, p.Generation });
            e.Property(p => p.Kept).HasConversion(new BoolToZeroOneConverter<int>());
            e.HasIndex(p => new { p.Kept, p.MetAt, p.CaseId });
            e.HasIndex(p => p.NextStepAt).HasFilter("\"NextStepAt\" IS NOT NULL");
        });
        modelBuilder.Entity<Message>(e =>
        {
            e.HasIndex(m => new { m.CaseId, m.Id });
            e.HasOne<Case>().WithMany().HasForeignKey(m => m.CaseId);
            e.HasMany(m => m.Attachments).WithOne().HasForeignKey(a => a.MessageId);
        });
        modelBuilder.Entity<Attachment>(e =>
        {
            e.HasIndex(a => a.CaseId);
            e.HasIndex(a => a.Sha256);
        });
        modelBuilder.Entity<JournalEntry>(e =>
        {
            e.ToTable("Journal");
            e.HasKey(j => j.Seq);
            e.Property(j => j.Seq).ValueGeneratedNever();
            e.HasIndex(j => new { j.CaseId, j.Seq });
            e.HasIndex(j => new { j.ActorId, j.Seq });
            e.HasIndex(j => new { j.Kind, j.Seq });
            e.HasIndex(j => new { j.Subject, j.SubjectId, j.Seq }).HasFilter("\"Subject\" IS NOT NULL");
            e.HasIndex(j => j.At);
        });
        modelBuilder.Entity<StaffMember>(e =>
        {
            e.HasIndex(s => s.NormalizedEmail).IsUnique();
            e.Property(s => s.Version).IsConcurrencyToken();
            e.HasMany(s => s.Departments).WithOne().HasForeignKey(d => d.StaffId);
        });
        modelBuilder.Entity<StaffDepartment>(e =>
        {
            e.HasKey(d => new { d.StaffId, d.DepartmentId });
            e.HasOne<Department>().WithMany().HasForeignKey(d => d.DepartmentId);
        });
        modelBuilder.Entity<ApiToken>(e =>
        {
            e.HasIndex(t => t.Hash).IsUnique();
            e.Property(t => t.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<Department>(e =>
        {
            e.ComplexProperty(d => d.Name);
            e.Property(d => d.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<Category>(e =>
        {
            e.ComplexProperty(c => c.Name);
            e.ComplexProperty(c => c.Question);
            e.Property(c => c.Version).IsConcurrencyToken();
            e.HasOne<Category>().WithMany().HasForeignKey(c => c.ParentId);
            e.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId);
        });
        modelBuilder.Entity<Calendar>(e =>
        {
            e.ComplexProperty(c => c.Name);
            e.Property(c => c.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<CalendarVersion>(e =>
        {
            e.HasOne(v => v.Calendar).WithMany().HasForeignKey(v => v.CalendarId);
            e.HasIndex(v => new { v.CalendarId, v.Id });
        });
        modelBuilder.Entity<Segment>(e =>
        {
            e.ComplexProperty(s => s.Name);
            e.Property(s => s.Version).IsConcurrencyToken();
            e.HasOne<Calendar>().WithMany().HasForeignKey(s => s.CalendarId);
        });
        modelBuilder.Entity<Extension>(e =>
        {
            e.HasOne<Case>().WithMany().HasForeignKey(x => x.CaseId);
            e.HasIndex(x => x.CaseId);
            e.HasIndex(x => x.DecidedAt);
        });
        modelBuilder.Entity<Supervision>(e =>
        {
            e.HasOne<Case>().WithMany().HasForeignKey(x => x.CaseId);
            e.HasIndex(x => x.CaseId);
            e.HasIndex(x => x.ReportBy).HasFilter("\"ReportedAt\" IS NULL");
        });
        modelBuilder.Entity<Notice>(e =>
        {
            e.HasKey(n => new { n.StaffId, n.Seq });
            e.HasIndex(n => n.StaffId).HasFilter("\"ReadAt\" IS NULL");
        });
        modelBuilder.Entity<CaseReturn>(e =>
        {
            e.HasIndex(r => r.At);
            e.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId);
        });
        modelBuilder.Entity<MajorCase>(e =>
        {
            e.HasKey(m => m.CaseId);
            e.HasOne<Case>().WithOne().HasForeignKey<MajorCase>(m => m.CaseId);
        });
        modelBuilder.Entity<GroupTask>(e =>
        {
            e.HasIndex(t => t.CaseId);
            e.HasOne<Case>().WithMany().HasForeignKey(t => t.CaseId);
        });
        modelBuilder.Entity<Filing>(e => e.HasKey(f => f.Key));
        modelBuilder.Entity<Draft>(e => e.HasKey(d => new { d.StaffId, d.CaseId, d.Box }));
        modelBuilder.Entity<ReadMark>(e => e.HasKey(r => new { r.StaffId, r.CaseId }));
        modelBuilder.Entity<Tally>(e => e.HasKey(t => new { t.Measure, t.Bucket, t.DepartmentId, t.HandlerId }));
        modelBuilder.Entity<Counter>(e => e.HasKey(c => c.Name));
        modelBuilder.Entity<SharedSecret>(e => e.HasKey(s => s.Name));
        modelBuilder.Entity<Lease>(e => e.HasKey(l => l.Work));
        modelBuilder.Entity<StoredContent>(e =>
        {
            e.HasKey(c => c.Sha256);
            e.HasIndex(c => c.At);
            e.HasMany(c => c.Parts).WithOne().HasForeignKey(p => p.Sha256);
        });
        modelBuilder.Entity<StoredPart>(e => e.HasKey(p => new { p.Sha256, p.Part }));
    }
}

/// <summary>Instants are stored as whole microseconds since 1970 UTC, which every database orders alike.</summary>
internal sealed class InstantAsMicroseconds() : ValueConverter<Instant, long>(
    instant => instant.ToUnixTimeTicks() / 10,
    microseconds => Instant.FromUnixTimeTicks(microseconds * 10));
