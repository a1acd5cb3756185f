namespace FeedbackHub.App.Public;

/// <summary>Whose site this is, and the other ways to reach them. Anything unknown is left out of the pages.</summary>
/// <param name="Organisation">The name customers know.</param>
/// <param name="Hotline">A telephone number as one would print it.</param>
/// <param name="Email">The address that takes complaints.</param>
public sealed record PublicSite(string? Organisation = null, string? Hotline = null, string? Email = null);
