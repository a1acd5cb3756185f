using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FeedbackHub.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SearchBeginnings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Every word once and without its place, the words themselves kept nowhere else: our own cutting needs no more, and
            // no other tokenizer than one that cuts at spaces. The index is filled when the hub starts (SearchIndex.RenewAsync).
            migrationBuilder.Sql("""DROP TABLE "CaseWords" """);
            migrationBuilder.Sql("""CREATE VIRTUAL TABLE "CaseWords" USING fts5("Words", content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii')""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TABLE "CaseWords" """);
            migrationBuilder.Sql("""CREATE VIRTUAL TABLE "CaseWords" USING fts5("Words", tokenize = 'unicode61 remove_diacritics 0')""");
        }
    }
}
