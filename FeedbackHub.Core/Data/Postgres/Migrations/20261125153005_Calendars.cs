using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace FeedbackHub.Core.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Calendars : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "SegmentId",
                table: "Journal",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CalendarId",
                table: "Departments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SegmentId",
                table: "Cases",
                type: "bigint",
                nullable: true);

            // What there was are versions of one calendar: the company's, which gets a row of its own.
            migrationBuilder.Sql("""ALTER TABLE "Calendars" RENAME TO "CalendarsBefore";""");
            migrationBuilder.Sql("""ALTER TABLE "CalendarsBefore" RENAME CONSTRAINT "PK_Calendars" TO "PK_CalendarsBefore";""");
            migrationBuilder.Sql("""ALTER SEQUENCE "Calendars_Id_seq" RENAME TO "CalendarsBefore_Id_seq";""");

            migrationBuilder.CreateTable(
                name: "Calendars",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Disabled = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Name_En = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name_Zh = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Calendars", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CalendarVersions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CalendarId = table.Column<long>(type: "bigint", nullable: false),
                    Document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CalendarVersions_Calendars_CalendarId",
                        column: x => x.CalendarId,
                        principalTable: "Calendars",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Segments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Disabled = table.Column<bool>(type: "boolean", nullable: false),
                    CalendarId = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Name_En = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name_Zh = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Segments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Segments_Calendars_CalendarId",
                        column: x => x.CalendarId,
                        principalTable: "Calendars",
                        principalColumn: "Id");
                });

            migrationBuilder.Sql(
                """
                INSERT INTO "Calendars" ("Name_En", "Name_Zh", "Disabled", "Version")
                SELECT 'Company calendar', '公司日历', FALSE, 1 WHERE EXISTS (SELECT 1 FROM "CalendarsBefore");
                INSERT INTO "CalendarVersions" ("Id", "CalendarId", "Document", "CreatedAt")
                SELECT "Id", (SELECT MIN("Id") FROM "Calendars"), "Document", "CreatedAt" FROM "CalendarsBefore" ORDER BY "Id";
                DROP TABLE "CalendarsBefore";
                """);

            // The ids were given, not drawn: the next one follows them.
            migrationBuilder.Sql(
                """
                SELECT setval(pg_get_serial_sequence('"CalendarVersions"', 'Id'), COALESCE(MAX("Id"), 1), MAX("Id") IS NOT NULL) FROM "CalendarVersions";
                """);

            migrationBuilder.CreateIndex(
                name: "IX_CalendarVersions_CalendarId_Id",
                table: "CalendarVersions",
                columns: new[] { "CalendarId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Segments_CalendarId",
                table: "Segments",
                column: "CalendarId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Segments");

            // One calendar is left: the company's.
            migrationBuilder.Sql("""DELETE FROM "CalendarVersions" WHERE "CalendarId" <> (SELECT MIN("Id") FROM "Calendars");""");

            migrationBuilder.DropForeignKey(
                name: "FK_CalendarVersions_Calendars_CalendarId",
                table: "CalendarVersions");

            migrationBuilder.DropTable(
                name: "Calendars");

            migrationBuilder.DropColumn(
                name: "CalendarId",
                table: "CalendarVersions");

            migrationBuilder.Sql(
                """
                ALTER TABLE "CalendarVersions" RENAME TO "Calendars";
                ALTER TABLE "Calendars" RENAME CONSTRAINT "PK_CalendarVersions" TO "PK_Calendars";
                ALTER SEQUENCE "CalendarVersions_Id_seq" RENAME TO "Calendars_Id_seq";
                """);

            migrationBuilder.DropColumn(
                name: "SegmentId",
                table: "Journal");

            migrationBuilder.DropColumn(
                name: "CalendarId",
                table: "Departments");

            migrationBuilder.DropColumn(
                name: "SegmentId",
                table: "Cases");

        }
    }
}
