using NodaTime;

namespace FeedbackHub.App.Public;

/// <summary>How a posted seal stands.</summary>
public enum SealState
{
    /// <summary>Ours, for this form, in time.</summary>
    Whole,

    /// <summary>Given out a moment ago: no person is that quick.</summary>
    TooQuick,

    /// <summary>Missing, forged, another form's, or too old.</summary>
    Broken,
}

/// <summary>A seal that came back.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Key">The idempotency key inside; a new one where it holds none of ours, the same that the form then carries.</param>
/// <param name="ShowAgain">What the form carries when it is shown again: what is good of the old seal, and new for the rest.</param>
public sealed record PostedSeal(SealState State, string Key, FormSeal ShowAgain);

/// <summary>
/// Gives out the seals of forms. Key and moment are sealed apart: the script may put the key of an unsent draft into a form
/// given out later, so that both count as one.
/// </summary>
public sealed class FormSeals(PublicSeals seals, PublicOptions options)
{
    private const string KeyPurpose = "form-key";
    private const string MomentPurpose = "form-moment";

    /// <summary>A new seal for a form; <paramref name="form"/> names it, with the case where it belongs to one.</summary>
    public FormSeal Issue(string form) => new(Seal(NewKey(form)), NewMoment(form));

    /// <summary>Judges the seal of a posted form.</summary>
    public PostedSeal Read(string form, IFormCollection fields)
    {
        string key = fields[FieldNames.FormKey].ToString(), moment = fields[FieldNames.IssuedAt].ToString();
        var known = seals.Open<FormKey>(KeyPurpose, key, Duration.MaxValue)?.Content is { } k && k.Form == form ? k : null;
        var good = known ?? NewKey(form);
        var issued = seals.Open<FormMoment>(MomentPurpose, moment, Duration.FromHours(options.FormHours)) is { } m && m.Content.Form == form ? m : null;
        var state = known is null || issued is null ? SealState.Broken
            : IsTooQuick(seals.Now - issued.At) ? SealState.TooQuick
            : SealState.Whole;
        return new(state, good.Key, new(known is null ? Seal(good) : key, issued is null ? NewMoment(form) : moment));
    }

    /// <summary>A form from the future is nobody's haste: the clock was set back meanwhile, or another node's is ahead.</summary>
    private bool IsTooQuick(Duration taken) => taken >= Duration.Zero && taken < Duration.FromSeconds(options.MinimumSeconds);

    private static FormKey NewKey(string form) => new(form, Guid.NewGuid().ToString("N"));

    private string Seal(FormKey key) => seals.Seal(KeyPurpose, key);

    private string NewMoment(string form) => seals.Seal(MomentPurpose, new FormMoment(form));

    private sealed record FormKey(string Form, string Key);

    private sealed record FormMoment(string Form);
}
