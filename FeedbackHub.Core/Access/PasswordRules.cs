namespace FeedbackHub.Core.Access;

/// <summary>What a password must be: long enough, and not what everybody can guess. No rules about digits and signs: they make passwords worse (NIST SP 800-63B, 5.1.1.2).</summary>
internal static class PasswordRules
{
    /// <summary>A hash takes time by the length: nobody needs more.</summary>
    private const int Longest = 200;

    public static FieldProblem? Check(string field, string password, string name, string email, AccessOptions options)
    {
        if (password.Length < options.PasswordLength)
        {
            return new FieldProblem(field, "PasswordTooShort", options.PasswordLength);
        }

        if (password.Length > Longest)
        {
            return new FieldProblem(field, "PasswordTooLong", Longest);
        }

        var plain = Plain(password);
        var guessed = plain.Length == 0 || plain == Plain(name) || plain == Plain(email) || plain == Plain(email.Split('@')[0]);
        return guessed ? new FieldProblem(field, "PasswordGuessable") : null;
    }

    /// <summary>Upper and lower case, spaces and signs make no difference to somebody who guesses.</summary>
    private static string Plain(string text) => new([.. text.Normalize().Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
}
