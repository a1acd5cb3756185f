using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FeedbackHub.Core.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class SearchBeginnings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Every search looks through what waits to be put into the index: let it be little.
            migrationBuilder.Sql("""ALTER INDEX "IX_CaseWords_Words" SET (gin_pending_list_limit = 512)""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""ALTER INDEX "IX_CaseWords_Words" RESET (gin_pending_list_limit)""");
        }
    }
}
