using System.Diagnostics.CodeAnalysis;

namespace FeedbackHub.App.Public;

/// <summary>Names the texts of the public pages: <c>PublicTexts.resx</c> and its Chinese companion beside this file.</summary>
[SuppressMessage("Design", "CA1052:Static holder types should be Static or NotInheritable",
    Justification = "A type argument of IStringLocalizer, never an object")]
public sealed class PublicTexts
{
}
