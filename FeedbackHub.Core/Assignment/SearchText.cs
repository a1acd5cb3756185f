using FeedbackHub.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace FeedbackHub.Core.Assignment;

/// <summary>A case's own texts, as far as ranking and excerpts look into them.</summary>
internal sealed record SearchText
{
    /// <summary>Characters of a long text that are looked at: a screenful or two. Nobody waits for a megabyte to see a line of it.</summary>
    public const int Most = 4000;

    public long Id { get; init; }

    public string Subject { get; init; } = "";

    public string Description { get; init; } = "";

    public string CustomerName { get; init; } = "";

    public string CustomerEmail { get; init; } = "";

    public string CustomerPhone { get; init; } = "";

    public string Representative { get; init; } = "";

    public string Wanted { get; init; } = "";

    public string Place { get; init; } = "";

    public string Product { get; init; } = "";

    public string Concerns { get; init; } = "";

    public string Decision { get; init; } = "";

    public string Redress { get; init; } = "";

    /// <summary>Those of the first so many of these cases, the newest first.</summary>
    public static Task<List<SearchText>> ReadAsync(IQueryable<Case> cases, int most, CancellationToken cancel) => cases
        .OrderByDescending(c => c.Id)
        .Take(most)
        .Select(c => new SearchText
        {
            Id = c.Id,
            Subject = c.Subject,
            Description = c.Description.Substring(0, Most),
            CustomerName = c.CustomerName,
            CustomerEmail = c.CustomerEmail,
            CustomerPhone = c.CustomerPhone,
            Representative = c.Representative,
            Wanted = c.Wanted.Substring(0, Most),
            Place = c.Place,
            Product = c.Product,
            Concerns = c.Concerns,
            Decision = c.Decision.Substring(0, Most),
            Redress = c.Redress.Substring(0, Most),
        })
        .ToListAsync(cancel);

    /// <summary>Its texts in the order in which excerpts are looked for.</summary>
    public IEnumerable<(ExcerptOf Of, string Text)> Texts() =>
    [
        (ExcerptOf.Description, Description), (ExcerptOf.Wanted, Wanted), (ExcerptOf.Decision, Decision), (ExcerptOf.Decision, Redress),
        (ExcerptOf.Product, Product), (ExcerptOf.Place, Place), (ExcerptOf.Concerns, Concerns),
        (ExcerptOf.Customer, CustomerName), (ExcerptOf.Customer, CustomerEmail), (ExcerptOf.Customer, CustomerPhone), (ExcerptOf.Customer, Representative),
    ];
}
