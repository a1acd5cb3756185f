using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Access;

/// <summary>Changes the language and theme of one's own pages, and how notices reach one.</summary>
public sealed class ChangeOwnSettings(HubDatabase database) : IUseCase<ChangeOwnSettings.Request, Done>
{
    /// <summary>The language (<see cref="Languages"/>), the theme and the way of notices; null leaves as it is.</summary>
    public sealed record Request(string? Language = null, Theme? Theme = null, NoticeWay? Notices = null);

    /// <inheritdoc />
    public static string Requires => Permissions.OwnAccount;

    /// <inheritdoc />
    public async Task<Result<Done>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (actor.StaffId is not { } me || !actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        if (request.Language is { } asked && !Languages.All.Contains(asked))
        {
            return new Invalid(nameof(Request.Language), "Choose");
        }

        if (request.Theme is { } theme && !Enum.IsDefined(theme))
        {
            return new Invalid(nameof(Request.Theme), "Choose");
        }

        if (request.Notices is { } way && !Enum.IsDefined(way))
        {
            return new Invalid(nameof(Request.Notices), "Choose");
        }

        return await database.WriteAsync<Done>(actor, async change =>
        {
            var person = await change.Db.Staff.SingleAsync(s => s.Id == me, cancel);
            (person.Language, person.Theme, person.Notices) = (request.Language ?? person.Language, request.Theme ?? person.Theme, request.Notices ?? person.Notices);
            if (change.Db.ChangeTracker.HasChanges())
            {
                change.Record(JournalKind.StaffChanged, person);
            }

            return new Done();
        }, cancel);
    }
}
