using FeedbackHub.Core.Access;
using FeedbackHub.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>The departments and handlers by which an actor can narrow the queue: theirs, or all of them where they see all.</summary>
public sealed class ReadQueueChoices(HubDatabase database) : IUseCase<ReadQueueChoices.Request, ReadQueueChoices.Choices>
{
    /// <summary>For the actor.</summary>
    public sealed record Request;

    /// <summary>What can be chosen, by name.</summary>
    public sealed record Choices(IReadOnlyList<DepartmentChoice> Departments, IReadOnlyList<HandlerChoice> Handlers);

    /// <summary>A department.</summary>
    public sealed record DepartmentChoice(long Id, Bilingual Name);

    /// <summary>A person who works cases.</summary>
    public sealed record HandlerChoice(long Id, string Name);

    /// <inheritdoc />
    public static string Requires => Permissions.CasesRead;

    /// <inheritdoc />
    public async Task<Result<Choices>> ExecuteAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        if (!actor.Can(Requires))
        {
            return new NotAllowed(Requires);
        }

        return await database.ReadAsync<Result<Choices>>(async db =>
        {
            var (all, theirs) = (actor.SeesAllDepartments, actor.Departments);
            var departments = await db.Departments.Where(d => all || theirs.Contains(d.Id)).OrderBy(d => d.Id)
                .Select(d => new DepartmentChoice(d.Id, d.Name)).ToListAsync(cancel);
            const Roles work = Roles.Handler | Roles.Supervisor;
            var handlers = await db.Staff
                .Where(s => !s.Disabled && (s.Roles & work) != 0 && (all || s.Departments.Any(d => theirs.Contains(d.DepartmentId))))
                .OrderBy(s => s.Name).Select(s => new HandlerChoice(s.Id, s.Name)).ToListAsync(cancel);
            return new Choices(departments, handlers);
        }, cancel);
    }
}
