using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FeedbackHub.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Outlook : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The service commitment tells of the last weeks from the first day on.
            migrationBuilder.Sql(MetBackfill.Statement);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DELETE FROM "Tallies" WHERE "Measure" = 8""");
        }
    }
}
