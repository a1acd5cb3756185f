using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FeedbackHub.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Returns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SharedWith",
                table: "Journal",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Fallback",
                table: "Departments",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Assisting",
                table: "Cases",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "ResponsibleDepartmentId",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ResponsibleStaffId",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Returns",
                table: "Cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "ReturnsDecided",
                table: "Cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "GroupTasks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    DepartmentId = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    GivenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReportedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReportedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Report = table.Column<string>(type: "TEXT", nullable: false),
                    Void = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupTasks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GroupTasks_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Majors",
                columns: table => new
                {
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    DeclaredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Situation = table.Column<string>(type: "TEXT", nullable: false),
                    SituationAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SituationBy = table.Column<string>(type: "TEXT", nullable: false),
                    ApprovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ApprovedById = table.Column<long>(type: "INTEGER", nullable: true),
                    ApprovedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Majors", x => x.CaseId);
                    table.ForeignKey(
                        name: "FK_Majors_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Returns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    FromDepartmentId = table.Column<long>(type: "INTEGER", nullable: false),
                    ToDepartmentId = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Basis = table.Column<string>(type: "TEXT", nullable: false),
                    DecidedByDepartmentId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Returns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Returns_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Major",
                table: "Cases",
                columns: new[] { "Severity", "ReceivedAt", "Id" },
                filter: "\"Severity\" = 2 AND \"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_ResponsibleDepartmentId_QueueOrder_Id",
                table: "Cases",
                columns: new[] { "ResponsibleDepartmentId", "QueueOrder", "Id" },
                filter: "\"ResponsibleDepartmentId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_GroupTasks_CaseId",
                table: "GroupTasks",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Returns_At",
                table: "Returns",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Returns_CaseId",
                table: "Returns",
                column: "CaseId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "GroupTasks");

            migrationBuilder.DropTable(
                name: "Majors");

            migrationBuilder.DropTable(
                name: "Returns");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Major",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_ResponsibleDepartmentId_QueueOrder_Id",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "SharedWith",
                table: "Journal");

            migrationBuilder.DropColumn(
                name: "Fallback",
                table: "Departments");

            migrationBuilder.DropColumn(
                name: "Assisting",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "ResponsibleDepartmentId",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "ResponsibleStaffId",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Returns",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "ReturnsDecided",
                table: "Cases");
        }
    }
}
