using FeedbackHub.App.Public;
using FeedbackHub.App.Shell;
using FeedbackHub.Core;
using Microsoft.Extensions.Localization;

namespace FeedbackHub.App.Access;

/// <summary>What a page of coming in by a one-time link shows: what was typed, but for passwords, and what was wrong with it.</summary>
public sealed record EnterModel
{
    /// <summary>Whose account it is or will be.</summary>
    public string Name { get; init; } = "";

    /// <summary>What they will sign in with.</summary>
    public string Email { get; init; } = "";

    /// <summary>The language of their pages.</summary>
    public string Language { get; init; } = LanguageChoice.Current;

    /// <summary>What is to be mended.</summary>
    public FormErrors Errors { get; init; } = new();

    /// <summary>The same with what a failure says.</summary>
    public EnterModel With(Failure failure, FailureText words)
    {
        if (failure is not Invalid invalid)
        {
            return this with { Errors = new FormErrors().AddNotice(words.Of(failure)) };
        }

        var errors = new FormErrors();
        foreach (var problem in invalid.Problems)
        {
            // The pages' fields are called as the requests', in lower case.
            errors.Add(char.ToLowerInvariant(problem.Field[0]) + problem.Field[1..], words.Of(problem));
        }

        return this with { Errors = errors };
    }

    /// <summary>The same where the page was open for too long.</summary>
    public EnterModel Again(IStringLocalizer<AccountTexts> texts) => this with { Errors = new FormErrors().AddNotice(texts["SignIn_Again"]) };

    /// <summary>The same where the password was not repeated as it was.</summary>
    public EnterModel Differs(IStringLocalizer<AccountTexts> texts) => this with { Errors = new FormErrors().Add("repeat", texts["Password_Differs"]) };
}
