using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FeedbackHub.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Escalation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Notices",
                table: "Staff",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Promise",
                table: "Journal",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Step",
                table: "Journal",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Until",
                table: "Journal",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "HeadId",
                table: "Departments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "WaitingStepAt",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AgreedUntil",
                table: "CasePromises",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NewTime",
                table: "CasePromises",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NextStepAt",
                table: "CasePromises",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Stage",
                table: "CasePromises",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "Extensions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    Promise = table.Column<int>(type: "INTEGER", nullable: false),
                    Generation = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Words = table.Column<string>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedById = table.Column<long>(type: "INTEGER", nullable: false),
                    Granted = table.Column<bool>(type: "INTEGER", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedById = table.Column<long>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Extensions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Extensions_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    StaffId = table.Column<long>(type: "INTEGER", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => new { x.StaffId, x.Seq });
                });

            migrationBuilder.CreateTable(
                name: "Supervisions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Question = table.Column<string>(type: "TEXT", nullable: false),
                    ReportBy = table.Column<long>(type: "INTEGER", nullable: false),
                    Report = table.Column<string>(type: "TEXT", nullable: false),
                    ReportedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReportedById = table.Column<long>(type: "INTEGER", nullable: true),
                    LateToldAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Supervisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Supervisions_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_WaitingStepAt",
                table: "Cases",
                column: "WaitingStepAt",
                filter: "\"WaitingStepAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CasePromises_NextStepAt",
                table: "CasePromises",
                column: "NextStepAt",
                filter: "\"NextStepAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Extensions_CaseId",
                table: "Extensions",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Extensions_DecidedAt",
                table: "Extensions",
                column: "DecidedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_StaffId",
                table: "Notices",
                column: "StaffId",
                filter: "\"ReadAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Supervisions_CaseId",
                table: "Supervisions",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Supervisions_ReportBy",
                table: "Supervisions",
                column: "ReportBy",
                filter: "\"ReportedAt\" IS NULL");

            // What is promised and not overdue yet is watched from now on: the first look works out from when.
            migrationBuilder.Sql(
                """UPDATE "CasePromises" SET "NextStepAt" = 0 WHERE "State" = 1 AND "DueAt" > CAST(strftime('%s', 'now') AS INTEGER) * 1000000""");
            migrationBuilder.Sql("""UPDATE "Cases" SET "WaitingStepAt" = 0 WHERE "State" = 5""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Extensions");

            migrationBuilder.DropTable(
                name: "Notices");

            migrationBuilder.DropTable(
                name: "Supervisions");

            migrationBuilder.DropIndex(
                name: "IX_Cases_WaitingStepAt",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_CasePromises_NextStepAt",
                table: "CasePromises");

            migrationBuilder.DropColumn(
                name: "Notices",
                table: "Staff");

            migrationBuilder.DropColumn(
                name: "Promise",
                table: "Journal");

            migrationBuilder.DropColumn(
                name: "Step",
                table: "Journal");

            migrationBuilder.DropColumn(
                name: "Until",
                table: "Journal");

            migrationBuilder.DropColumn(
                name: "HeadId",
                table: "Departments");

            migrationBuilder.DropColumn(
                name: "WaitingStepAt",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "AgreedUntil",
                table: "CasePromises");

            migrationBuilder.DropColumn(
                name: "NewTime",
                table: "CasePromises");

            migrationBuilder.DropColumn(
                name: "NextStepAt",
                table: "CasePromises");

            migrationBuilder.DropColumn(
                name: "Stage",
                table: "CasePromises");
        }
    }
}
