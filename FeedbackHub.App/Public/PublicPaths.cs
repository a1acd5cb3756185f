namespace FeedbackHub.App.Public;

/// <summary>Every address of the public site, in one place.</summary>
public static class PublicPaths
{
    public const string Home = "/";
    public const string File = "/file";
    public const string Box = "/box";
    public const string Poster = "/box/poster";
    public const string Commitment = "/commitment";
    public const string Receipt = "/receipt";
    public const string Track = "/track";
    public const string TrackCase = "/track/case";
    public const string TrackMessage = "/track/message";
    public const string TrackSolved = "/track/solved";
    public const string TrackReview = "/track/review";
    public const string TrackWithdraw = "/track/withdraw";
    public const string TrackLeave = "/track/leave";
    public const string TrackFiles = "/track/files";
    public const string Error = "/error";

    /// <summary>The receipt behind a sealed token.</summary>
    public static string ReceiptOf(string token) => $"{Receipt}/{token}";

    /// <summary>The link that opens a case without typing.</summary>
    public static string TrackLink(string number, string code) => $"{Track}/{number}/{code}";

    /// <summary>A file of the case that is open.</summary>
    public static string TrackFile(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{TrackFiles}/{id}");
}
