using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FeedbackHub.Core.Data;

/// <summary>
/// A small query that runs very often. EF Core takes the expression of any other apart each time, to find what it had made of
/// it before; that costs more than such a query itself.
/// </summary>
internal sealed class CompiledQuery<TValue, TResult>(Expression<Func<HubContext, TValue, TResult>> query)
{
    private readonly ConcurrentDictionary<IModel, Func<HubContext, TValue, Task<TResult>>> made = new();

    /// <summary>Runs it. Say in the query itself whether it tracks: the first context's way counts for all.</summary>
    public Task<TResult> RunAsync(HubContext db, TValue value) => made.GetOrAdd(db.Model, _ => EF.CompileAsyncQuery(query))(db, value);
}

/// <summary>The same with two values to ask with.</summary>
internal sealed class CompiledQuery<TFirst, TSecond, TResult>(Expression<Func<HubContext, TFirst, TSecond, TResult>> query)
{
    private readonly ConcurrentDictionary<IModel, Func<HubContext, TFirst, TSecond, Task<TResult>>> made = new();

    /// <summary>Runs it.</summary>
    public Task<TResult> RunAsync(HubContext db, TFirst first, TSecond second) =>
        made.GetOrAdd(db.Model, _ => EF.CompileAsyncQuery(query))(db, first, second);
}

/// <summary>The same without a value to ask with.</summary>
internal sealed class CompiledQuery<TResult>(Expression<Func<HubContext, TResult>> query)
{
    private readonly ConcurrentDictionary<IModel, Func<HubContext, Task<TResult>>> made = new();

    /// <summary>Runs it.</summary>
    public Task<TResult> RunAsync(HubContext db) => made.GetOrAdd(db.Model, _ => EF.CompileAsyncQuery(query))(db);
}
