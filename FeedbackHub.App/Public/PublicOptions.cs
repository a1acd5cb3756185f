namespace FeedbackHub.App.Public;

/// <summary>How the public site is set up (configuration section <c>Public</c>; every default stands in appsettings.json too).</summary>
public sealed class PublicOptions
{
    /// <summary>The address customers reach the site under, such as <c>https://care.example.com</c>; empty: as the request says.</summary>
    public string Address { get; set; } = "";

    /// <summary>The name customers know us by.</summary>
    public OrganisationName Organisation { get; set; } = new();

    /// <summary>A telephone number as one would print it; empty leaves it out.</summary>
    public string Hotline { get; set; } = "";

    /// <summary>The address that takes complaints; empty leaves it out.</summary>
    public string Email { get; set; } = "";

    /// <summary>The reverse proxies whose <c>X-Forwarded-For</c> and <c>-Proto</c> are believed (IP addresses). Of nobody else's.</summary>
    public IReadOnlyList<string> KnownProxies { get; set; } = [];

    /// <summary>Seconds between a form being given out and sent, at the least: people need longer, machines do not.</summary>
    public int MinimumSeconds { get; set; } = 3;

    /// <summary>Hours after which a form asks to be looked over once more.</summary>
    public int FormHours { get; set; } = 24;

    /// <summary>Hours for which a file received with a form that was not right yet is kept for it.</summary>
    public int KeptFileHours { get; set; } = 24;

    /// <summary>Minutes for which a receipt, and so the tracking code, can be shown.</summary>
    public int ReceiptMinutes { get; set; } = 30;

    /// <summary>Hours for which a case stays open on a device after number and code.</summary>
    public int TrackHours { get; set; } = 2;

    /// <summary>Minutes for which the page of the service commitment is shown again before its figures are read anew; 0: each time.</summary>
    public int CommitmentMinutes { get; set; } = 10;

    /// <summary>So many promises of a kind must have been due before the page says what share of them was kept: fewer tell nothing.</summary>
    public int CommitmentFewest { get; set; } = 20;

    /// <summary>The time for which the tries below count, in minutes. All may come at once; they come back evenly.</summary>
    public int LimitMinutes { get; set; } = 10;

    /// <summary>Cases filed from one client address.</summary>
    public int Filings { get; set; } = 10;

    /// <summary>Forms and messages sent from one client address, right or not: each may bring files.</summary>
    public int Posts { get; set; } = 30;

    /// <summary>Tries of number and code from one client address.</summary>
    public int LookUps { get; set; } = 20;

    /// <summary>Bytes of a whole form within which its files are kept.</summary>
    public long BodyBytes { get; set; } = 128L * 1024 * 1024;

    /// <summary>Bytes read beyond that, for the texts alone: nothing typed is lost, and the browser gets to read our answer.</summary>
    public long DrainBytes { get; set; } = 384L * 1024 * 1024;

    /// <summary>Bytes of all typed texts of a form together.</summary>
    public int TextBytes { get; set; } = 4 * 1024 * 1024;
}

/// <summary>A name in both languages, as configuration gives it.</summary>
public sealed class OrganisationName
{
    /// <summary>English.</summary>
    public string En { get; set; } = "";

    /// <summary>Simplified Chinese.</summary>
    public string Zh { get; set; } = "";
}
