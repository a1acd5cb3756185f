using FeedbackHub.App.Access;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Admin;

/// <summary>What every page and dialog of administration works with.</summary>
public abstract class AdminComponent : ComponentBase
{
    /// <summary>Who does it.</summary>
    [Inject] protected CurrentStaff Staff { get; set; } = default!;

    /// <summary>Why something could not be done.</summary>
    [Inject] protected FailureText Words { get; set; } = default!;

    /// <summary>The texts.</summary>
    [Inject] protected IStringLocalizer<AdminTexts> T { get; set; } = default!;

    /// <summary>A text of both languages in the reader's.</summary>
    protected static string Said(Bilingual text) => text.In(LanguageChoice.Current);
}
