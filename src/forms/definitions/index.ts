import { columnsOf, type Form } from "../form.ts";
import { childCensus } from "./child-census.ts";
import { childFile } from "./child-file.ts";
import { classRoster } from "./class-roster.ts";
import { conductPledge } from "./conduct-pledge.ts";
import { consentNotice } from "./consent-notice.ts";
import { contactCard } from "./contact-card.ts";
import { entrustedCareNotice } from "./entrusted-care-notice.ts";
import { homeVisitRecord } from "./home-visit-record.ts";
import { mandatoryReport } from "./mandatory-report.ts";
import { pairingAgreement } from "./pairing-agreement.ts";
import { talkRecord } from "./talk-record.ts";
import { volunteerRegistration } from "./volunteer-registration.ts";

/** Every form that exists, in the order of the templates. Adding one here gives it its pages and downloads. */
export const forms: readonly Form[] = [
  childFile,
  contactCard,
  consentNotice,
  entrustedCareNotice,
  pairingAgreement,
  talkRecord,
  homeVisitRecord,
  mandatoryReport,
  volunteerRegistration,
  conductPledge,
  classRoster,
  childCensus,
];

/** What each form cites as its reasons, and the words of the law that stand on it. */
export const citationsOfForms = forms.map((form) => ({
  id: form.id,
  title: form.title,
  cites: [
    ...form.basis,
    ...columnsOf(form).flatMap(({ question }) => question.why ?? []),
    ...quotationsOf(form).map((it) => it.from),
  ],
  quotations: quotationsOf(form),
}));

function quotationsOf(form: Form) {
  return form.sections
    .flatMap(({ before = [], after = [] }) => [...before, ...after])
    .filter((it) => typeof it !== "string");
}
