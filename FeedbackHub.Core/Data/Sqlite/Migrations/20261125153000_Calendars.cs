using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FeedbackHub.Core.Data.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CalendarId",
                table: "Departments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SegmentId",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            // What there was are versions of one calendar: the company's, which gets a row of its own.
            migrationBuilder.Sql("""ALTER TABLE "Calendars" RENAME TO "CalendarsBefore";""");

            migrationBuilder.CreateTable(
                name: "Calendars",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Disabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Name_En = table.Column<string>(type: "TEXT", nullable: false),
                    Name_Zh = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Calendars", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CalendarVersions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CalendarId = table.Column<long>(type: "INTEGER", nullable: false),
                    Document = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Disabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    CalendarId = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Name_En = table.Column<string>(type: "TEXT", nullable: false),
                    Name_Zh = table.Column<string>(type: "TEXT", nullable: false)
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
                SELECT 'Company calendar', '公司日历', 0, 1 WHERE EXISTS (SELECT 1 FROM "CalendarsBefore");
                INSERT INTO "CalendarVersions" ("Id", "CalendarId", "Document", "CreatedAt")
                SELECT "Id", (SELECT MIN("Id") FROM "Calendars"), "Document", "CreatedAt" FROM "CalendarsBefore" ORDER BY "Id";
                DROP TABLE "CalendarsBefore";
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

            migrationBuilder.Sql(
                """
                ALTER TABLE "Calendars" RENAME TO "CalendarsAfter";
                CREATE TABLE "Calendars" (
                    "Id" INTEGER NOT NULL CONSTRAINT "PK_Calendars" PRIMARY KEY AUTOINCREMENT,
                    "Document" TEXT NOT NULL,
                    "CreatedAt" INTEGER NOT NULL
                );
                INSERT INTO "Calendars" ("Id", "Document", "CreatedAt") SELECT "Id", "Document", "CreatedAt" FROM "CalendarVersions" ORDER BY "Id";
                DROP TABLE "CalendarVersions";
                DROP TABLE "CalendarsAfter";
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
