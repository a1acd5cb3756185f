using System.Globalization;
using FeedbackHub.App.Cases;
using FeedbackHub.App.Promises;
using FeedbackHub.Core;
using FeedbackHub.Core.Cases;
using FeedbackHub.Core.Intake;
using FeedbackHub.Core.Promises;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace FeedbackHub.App.Admin;

/// <summary>Asks which promise a made-up case would get and says why: under a version of the rules, or under what is being edited.</summary>
public sealed partial class PromiseTrial
{
    private static readonly Severity[] AllSeverities = Enum.GetValues<Severity>();

    private CaseKind kind = CaseKind.Complaint;
    private Severity severity = Severity.General;
    private string safety = false.ToString();
    private Channel channel = Channel.Web;
    private string category = "";
    private string department = "";
    private string segment = "";
    private DateTime? at;
    private long? version;
    private string zone = "";
    private CaseTimes? times;
    private ExplainPromise.Request? asked;
    private ExplainedPromise? explained;
    private Failure? failure;
    private string said = "";

    /// <summary>What categories and departments are called.</summary>
    [Parameter, EditorRequired] public RuleWords RuleNames { get; set; } = default!;

    /// <summary>What is being edited (null: it cannot be read yet); without it a version is chosen.</summary>
    [Parameter] public Func<PolicyDocument?>? Draft { get; set; }

    /// <summary>The versions to choose from, the newest first.</summary>
    [Parameter] public IReadOnlyList<PromiseVersion> Versions { get; set; } = [];

    /// <summary>The version chosen at first.</summary>
    [Parameter] public long? Version { get; set; }

    [Inject] private ExplainPromise Explain { get; set; } = default!;
    [Inject] private CompanyTimes Company { get; set; } = default!;
    [Inject] private TargetWords Targets { get; set; } = default!;
    [Inject] private IStringLocalizer<RuleTexts> R { get; set; } = default!;
    [Inject] private IStringLocalizer<CaseWords> W { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        version = Version;
        zone = (await Company.ZoneAsync()).Id.Replace('_', ' ');
    }

    private async Task AskAsync()
    {
        (explained, failure, said) = (null, null, "");
        if (Draft is not null && Draft() is null)
        {
            said = R["Which_NotYet"];
            return;
        }

        asked = new ExplainPromise.Request(kind, severity, safety == true.ToString(), channel, Id(category), Id(department), at is { } local ? LocalDateTime.FromDateTime(local) : null)
        {
            SegmentId = Id(segment),
            VersionId = version,
            Draft = Draft?.Invoke(),
        };
        var found = await Staff.DoAsync(Explain, asked);
        failure = found.Failure;
        if (found.Succeeded)
        {
            (explained, times) = (found.Value, Company.In(found.Value.Zone));
        }
    }

    private static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
