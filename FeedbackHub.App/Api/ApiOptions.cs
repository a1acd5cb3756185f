namespace FeedbackHub.App.Api;

/// <summary>The limits of the REST API (configuration section <c>Api</c>).</summary>
public sealed class ApiOptions
{
    /// <summary>Requests a minute that one token, or one signed-in person, may make on average.</summary>
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>Requests that may come at once before the average counts.</summary>
    public int Burst { get; set; } = 100;

    /// <summary>
    /// Wrong or revoked tokens that may come from one address within five minutes. After that no token from there is looked at
    /// until the time is over.
    /// </summary>
    public int WrongTokensPerAddress { get; set; } = 60;

    /// <summary>Bytes of a request's body.</summary>
    public long BodyBytes { get; set; } = 2 * 1024 * 1024;
}
