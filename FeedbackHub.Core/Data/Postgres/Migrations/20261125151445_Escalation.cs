using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace FeedbackHub.Core.Data.Postgres.Migrations
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
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Promise",
                table: "Journal",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Step",
                table: "Journal",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Until",
                table: "Journal",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "HeadId",
                table: "Departments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "WaitingStepAt",
                table: "Cases",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AgreedUntil",
                table: "CasePromises",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NewTime",
                table: "CasePromises",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NextStepAt",
                table: "CasePromises",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Stage",
                table: "CasePromises",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "Extensions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    Promise = table.Column<int>(type: "integer", nullable: false),
                    Generation = table.Column<int>(type: "integer", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Words = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    AskedById = table.Column<long>(type: "bigint", nullable: false),
                    Granted = table.Column<bool>(type: "boolean", nullable: true),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    DecidedById = table.Column<long>(type: "bigint", nullable: true),
                    Answer = table.Column<string>(type: "text", nullable: false, collation: "C")
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
                    StaffId = table.Column<long>(type: "bigint", nullable: false),
                    Seq = table.Column<long>(type: "bigint", nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: true),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ReadAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => new { x.StaffId, x.Seq });
                });

            migrationBuilder.CreateTable(
                name: "Supervisions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    ById = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Question = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReportBy = table.Column<long>(type: "bigint", nullable: false),
                    Report = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReportedAt = table.Column<long>(type: "bigint", nullable: true),
                    ReportedById = table.Column<long>(type: "bigint", nullable: true),
                    LateToldAt = table.Column<long>(type: "bigint", nullable: true)
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
                """UPDATE "CasePromises" SET "NextStepAt" = 0 WHERE "State" = 1 AND "DueAt" > CAST(extract(epoch FROM now()) AS bigint) * 1000000""");
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
