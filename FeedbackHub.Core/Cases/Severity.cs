namespace FeedbackHub.Core.Cases;

/// <summary>How grave a case is (regulation R2.3.2). The numbers are stored.</summary>
public enum Severity
{
    /// <summary>Coordinated with the departments and answered in time.</summary>
    General = 1,

    /// <summary>Reported to superiors at once, solved jointly, tracked until closed.</summary>
    Major = 2,
}
