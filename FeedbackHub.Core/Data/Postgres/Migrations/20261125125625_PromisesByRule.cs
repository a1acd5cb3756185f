using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FeedbackHub.Core.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PromisesByRule : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TargetSeconds",
                table: "CasePromises");

            migrationBuilder.RenameColumn(
                name: "PolicyId",
                table: "Cases",
                newName: "PolicyVersionId");

            migrationBuilder.RenameColumn(
                name: "CalendarId",
                table: "Cases",
                newName: "CalendarVersionId");

            migrationBuilder.AddColumn<long>(
                name: "CalendarVersionId",
                table: "Journal",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CategoryPath",
                table: "Journal",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "PolicyVersionId",
                table: "Journal",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Safety",
                table: "Journal",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CategoryPath",
                table: "Cases",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<int>(
                name: "RemainingDays",
                table: "CasePromises",
                type: "integer",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CalendarVersionId",
                table: "Journal");

            migrationBuilder.DropColumn(
                name: "CategoryPath",
                table: "Journal");

            migrationBuilder.DropColumn(
                name: "PolicyVersionId",
                table: "Journal");

            migrationBuilder.DropColumn(
                name: "Safety",
                table: "Journal");

            migrationBuilder.DropColumn(
                name: "CategoryPath",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "RemainingDays",
                table: "CasePromises");

            migrationBuilder.RenameColumn(
                name: "PolicyVersionId",
                table: "Cases",
                newName: "PolicyId");

            migrationBuilder.RenameColumn(
                name: "CalendarVersionId",
                table: "Cases",
                newName: "CalendarId");

            migrationBuilder.AddColumn<long>(
                name: "TargetSeconds",
                table: "CasePromises",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
        }
    }
}
